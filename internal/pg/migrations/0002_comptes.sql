-- +goose Up
CREATE TABLE utilisateurs (
    id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email              text        NOT NULL,
    nom                text        NOT NULL,
    prenom             text        NOT NULL,
    telephone          text        NOT NULL DEFAULT '',
    email_contact      text        NOT NULL DEFAULT '',
    juridiction        text        NOT NULL DEFAULT '',
    mot_de_passe       text        NOT NULL DEFAULT '',
    actif              boolean     NOT NULL DEFAULT true,
    version            bigint      NOT NULL DEFAULT 1,
    derniere_connexion timestamptz,
    created_at         timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT utilisateurs_email_forme CHECK (email = lower(email) AND email LIKE '_%@_%' AND length(email) <= 254),
    CONSTRAINT utilisateurs_nom_rempli CHECK (length(nom) BETWEEN 1 AND 100 AND length(prenom) BETWEEN 1 AND 100)
);
CREATE UNIQUE INDEX utilisateurs_email_unique ON utilisateurs (email);

CREATE TABLE roles_utilisateur (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    utilisateur_id bigint      NOT NULL REFERENCES utilisateurs,
    role           text        NOT NULL,
    accorde_par    bigint REFERENCES utilisateurs,
    accorde_at     timestamptz NOT NULL DEFAULT now(),
    retire_par     bigint REFERENCES utilisateurs,
    retire_at      timestamptz,
    CONSTRAINT roles_connus CHECK (role IN ('agent', 'superviseur', 'greffe', 'comptable', 'redacteur')),
    -- Nobody gives a role to oneself (promises.md, threat 35).
    CONSTRAINT roles_par_un_autre CHECK (accorde_par IS NULL OR accorde_par <> utilisateur_id)
);
CREATE UNIQUE INDEX roles_un_seul_actif ON roles_utilisateur (utilisateur_id, role) WHERE retire_at IS NULL;

CREATE TABLE structures (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    type_identifiant text        NOT NULL,
    identifiant      text        NOT NULL,
    raison_sociale   text        NOT NULL,
    adresse          text        NOT NULL DEFAULT '',
    code_postal      text        NOT NULL DEFAULT '',
    commune          text        NOT NULL DEFAULT '',
    pays             text        NOT NULL DEFAULT 'FR',
    departement      text        NOT NULL DEFAULT '',
    categorie        text        NOT NULL DEFAULT '',
    regime           text        NOT NULL DEFAULT '',
    franchise_tva    boolean     NOT NULL DEFAULT false,
    actif            boolean     NOT NULL DEFAULT true,
    version          bigint      NOT NULL DEFAULT 1,
    created_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT structures_type_connu CHECK (type_identifiant IN
        ('SIRET', 'UE_HORS_FRANCE', 'HORS_UE', 'RIDET', 'TAHITI', 'AUTRE', 'PARTICULIER')),
    CONSTRAINT structures_siret_forme CHECK (type_identifiant <> 'SIRET' OR identifiant ~ '^[0-9]{14}$'),
    CONSTRAINT structures_identifiant_rempli CHECK (length(identifiant) BETWEEN 1 AND 80),
    CONSTRAINT structures_raison_remplie CHECK (length(raison_sociale) BETWEEN 1 AND 200),
    CONSTRAINT structures_pays_forme CHECK (pays ~ '^[A-Z]{2}$')
);
CREATE UNIQUE INDEX structures_identifiant_unique ON structures (type_identifiant, identifiant);

CREATE TABLE services (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    structure_id bigint      NOT NULL REFERENCES structures,
    code         text        NOT NULL,
    libelle      text        NOT NULL,
    actif        boolean     NOT NULL DEFAULT true,
    created_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT services_de_structure UNIQUE (structure_id, id),
    CONSTRAINT services_code_unique UNIQUE (structure_id, code),
    CONSTRAINT services_remplis CHECK (length(code) BETWEEN 1 AND 50 AND length(libelle) BETWEEN 1 AND 200)
);

CREATE TABLE rattachements (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    utilisateur_id bigint      NOT NULL REFERENCES utilisateurs,
    structure_id   bigint      NOT NULL REFERENCES structures,
    statut         text        NOT NULL,
    gestionnaire   boolean     NOT NULL DEFAULT false,
    created_at     timestamptz NOT NULL DEFAULT now(),
    decide_par     bigint REFERENCES utilisateurs,
    decide_at      timestamptz,
    CONSTRAINT rattachements_statut_connu CHECK (statut IN ('demande', 'actif', 'refuse', 'retire')),
    CONSTRAINT rattachements_gestionnaire_actif CHECK (NOT gestionnaire OR statut = 'actif')
);
CREATE UNIQUE INDEX rattachements_un_seul ON rattachements (utilisateur_id, structure_id)
    WHERE statut IN ('demande', 'actif');
CREATE INDEX rattachements_par_structure ON rattachements (structure_id, statut);

CREATE TABLE habilitations (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    utilisateur_id bigint      NOT NULL REFERENCES utilisateurs,
    structure_id   bigint      NOT NULL REFERENCES structures,
    service_id     bigint,
    profil         text        NOT NULL,
    statut         text        NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    decide_par     bigint REFERENCES utilisateurs,
    decide_at      timestamptz,
    retire_par     bigint REFERENCES utilisateurs,
    retire_at      timestamptz,
    CONSTRAINT habilitations_service_de_structure FOREIGN KEY (structure_id, service_id)
        REFERENCES services (structure_id, id),
    CONSTRAINT habilitations_profil_connu CHECK (profil IN ('consultation', 'modification')),
    CONSTRAINT habilitations_statut_connu CHECK (statut IN ('demandee', 'accordee', 'refusee', 'retiree')),
    CONSTRAINT habilitations_retrait_date CHECK ((statut = 'retiree') = (retire_at IS NOT NULL))
);
CREATE UNIQUE INDEX habilitations_une_seule
    ON habilitations (utilisateur_id, structure_id, profil, COALESCE(service_id, 0))
    WHERE statut IN ('demandee', 'accordee');
CREATE INDEX habilitations_par_structure ON habilitations (structure_id, statut);

CREATE TABLE coordonnees_bancaires (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    structure_id bigint      NOT NULL REFERENCES structures,
    nom          text        NOT NULL,
    pays         text        NOT NULL,
    cle_iban     text        NOT NULL,
    bban         text        NOT NULL,
    bic          text        NOT NULL DEFAULT '',
    rib_piece    text,
    actif        boolean     NOT NULL DEFAULT true,
    version      bigint      NOT NULL DEFAULT 1,
    created_par  bigint      NOT NULL REFERENCES utilisateurs,
    created_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT coordonnees_de_structure UNIQUE (structure_id, id),
    CONSTRAINT coordonnees_nom_rempli CHECK (length(nom) BETWEEN 1 AND 100),
    CONSTRAINT coordonnees_iban_forme CHECK (pays ~ '^[A-Z]{2}$' AND cle_iban ~ '^[0-9]{2}$' AND bban ~ '^[0-9A-Z]{5,30}$'),
    CONSTRAINT coordonnees_bic_forme CHECK (bic = '' OR bic ~ '^[A-Z]{6}[0-9A-Z]{2}([0-9A-Z]{3})?$')
);
CREATE UNIQUE INDEX coordonnees_iban_unique ON coordonnees_bancaires (structure_id, pays, cle_iban, bban) WHERE actif;

-- What changed in accounts, rights, structures and bank details, by whom and through which hand.
CREATE TABLE comptes_historique (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    created_at     timestamptz NOT NULL DEFAULT now(),
    acteur_id      bigint REFERENCES utilisateurs,
    acteur_nom     text        NOT NULL,
    origine        text        NOT NULL,
    action         text        NOT NULL,
    utilisateur_id bigint REFERENCES utilisateurs,
    structure_id   bigint REFERENCES structures,
    detail         jsonb       NOT NULL DEFAULT '{}',
    CONSTRAINT comptes_historique_origine CHECK (origine IN ('portail', 'assistant', 'agent', 'flux', 'api', 'systeme'))
);
CREATE INDEX comptes_historique_structure ON comptes_historique (structure_id, id);
CREATE INDEX comptes_historique_utilisateur ON comptes_historique (utilisateur_id, id);

-- +goose StatementBegin
CREATE FUNCTION refuser_reecriture() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
-- +goose StatementEnd
CREATE TRIGGER comptes_historique_ajout_seul BEFORE UPDATE OR DELETE ON comptes_historique
    FOR EACH ROW EXECUTE FUNCTION refuser_reecriture();

-- Wrong passwords per account and address: a stranger elsewhere cannot lock the owner out
-- (promises.md, threat 44). The account is kept as a digest, since it may be any text.
CREATE TABLE connexions_echouees (
    compte       bytea       NOT NULL,
    adresse      text        NOT NULL,
    echecs       integer     NOT NULL,
    dernier_at   timestamptz NOT NULL,
    bloque_jusqu timestamptz,
    PRIMARY KEY (compte, adresse),
    CONSTRAINT connexions_echouees_positif CHECK (echecs >= 0)
);
CREATE INDEX connexions_echouees_anciennes ON connexions_echouees (dernier_at);
