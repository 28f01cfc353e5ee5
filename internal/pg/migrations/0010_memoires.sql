-- +goose Up
-- Numbers are never given twice, gaps are allowed: a sequence does not roll back (promises.md P9).
CREATE SEQUENCE memoires_numero_tmp MAXVALUE 999999999 NO CYCLE;
CREATE SEQUENCE memoires_numero_mj MAXVALUE 9999999999 NO CYCLE;

CREATE TABLE memoires (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    numero_tmp          text        NOT NULL,
    numero_mj           text,
    etat                text        NOT NULL DEFAULT 'brouillon',
    version             bigint      NOT NULL DEFAULT 1,
    mode_depot          text        NOT NULL DEFAULT 'Saisie Web',
    duplique_de         bigint REFERENCES memoires,
    structure_id        bigint      NOT NULL REFERENCES structures,
    service_id          bigint,
    coordonnees_id      bigint,
    juridiction         text        NOT NULL DEFAULT '',
    categorie           text        NOT NULL DEFAULT '',
    devise              text        NOT NULL DEFAULT '',
    texte_reference     text        NOT NULL DEFAULT '',
    type_tva            text        NOT NULL DEFAULT '',
    numero_facture      text        NOT NULL DEFAULT '',
    numero_engagement   text        NOT NULL DEFAULT '',
    remise_ttc_centimes bigint      NOT NULL DEFAULT 0,
    motif_remise        text        NOT NULL DEFAULT '',
    ttc_centimes        bigint      NOT NULL DEFAULT 0,
    motif_refus         text        NOT NULL DEFAULT '',
    cree_par            bigint      NOT NULL REFERENCES utilisateurs,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    envoye_at           timestamptz,
    etat_at             timestamptz NOT NULL,
    CONSTRAINT memoires_numero_tmp_unique UNIQUE (numero_tmp),
    CONSTRAINT memoires_numero_mj_unique UNIQUE (numero_mj),
    CONSTRAINT memoires_numero_tmp_forme CHECK (numero_tmp ~ '^TMP[0-9]{13}$'),
    CONSTRAINT memoires_numero_mj_forme CHECK (numero_mj ~ '^MJ[0-9]{10}$'),
    CONSTRAINT memoires_etat_connu CHECK (etat IN ('brouillon', 'envoye', 'mis_a_disposition', 'refuse',
        'duplique_post_refus', 'abandonne', 'mis_en_paiement', 'supprime')),
    -- Sent means numbered and dated; a draft is neither; an abandoned one may be either.
    CONSTRAINT memoires_envoi_numerote CHECK ((numero_mj IS NULL) = (envoye_at IS NULL)),
    CONSTRAINT memoires_etat_numerote CHECK (CASE
        WHEN etat IN ('brouillon', 'supprime') THEN numero_mj IS NULL
        WHEN etat = 'abandonne' THEN true
        ELSE numero_mj IS NOT NULL END),
    CONSTRAINT memoires_refus_motive CHECK (etat <> 'refuse' OR motif_refus <> ''),
    CONSTRAINT memoires_remise_bornee CHECK (remise_ttc_centimes BETWEEN 0 AND 999999999),
    CONSTRAINT memoires_textes_bornes CHECK (length(numero_facture) <= 100 AND length(numero_engagement) <= 100
        AND length(motif_remise) <= 1000 AND length(motif_refus) <= 2000),
    -- A service or a bank account of another structure cannot be written here (promises.md, threat 2).
    CONSTRAINT memoires_service_de_structure FOREIGN KEY (structure_id, service_id)
        REFERENCES services (structure_id, id),
    CONSTRAINT memoires_coordonnees_de_structure FOREIGN KEY (structure_id, coordonnees_id)
        REFERENCES coordonnees_bancaires (structure_id, id)
);
CREATE INDEX memoires_par_structure ON memoires (structure_id, updated_at DESC, id DESC);
CREATE INDEX memoires_par_juridiction ON memoires (juridiction, etat, envoye_at DESC) WHERE numero_mj IS NOT NULL;
CREATE INDEX memoires_duplique_de ON memoires (duplique_de) WHERE duplique_de IS NOT NULL;

CREATE TABLE lignes_prestation (
    id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    memoire_id            bigint  NOT NULL REFERENCES memoires,
    position              integer NOT NULL,
    numero_affaire        text    NOT NULL DEFAULT '',
    date_requisition      date,
    autorite              text    NOT NULL DEFAULT '',
    type_prestation       text    NOT NULL DEFAULT '',
    date_prestation       date,
    fin_mission           date,
    requisition_orale     boolean NOT NULL DEFAULT false,
    quantite_milliemes    bigint  NOT NULL DEFAULT 0,
    tarif_ht_centimes     bigint,
    taux_tva              integer,
    frais_divers_centimes bigint  NOT NULL DEFAULT 0,
    debours_centimes      bigint  NOT NULL DEFAULT 0,
    note                  text    NOT NULL DEFAULT '',
    CONSTRAINT lignes_de_memoire UNIQUE (memoire_id, id),
    -- The place of a line bounds their number: 200 (promises.md HT-17).
    CONSTRAINT lignes_position_unique UNIQUE (memoire_id, position) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT lignes_200_au_plus CHECK (position BETWEEN 1 AND 200),
    CONSTRAINT lignes_quantite_bornee CHECK (quantite_milliemes BETWEEN 0 AND 999999000),
    CONSTRAINT lignes_montants_bornes CHECK (tarif_ht_centimes BETWEEN 0 AND 999999999
        AND frais_divers_centimes BETWEEN 0 AND 999999999 AND debours_centimes BETWEEN 0 AND 999999999),
    CONSTRAINT lignes_taux_borne CHECK (taux_tva BETWEEN 0 AND 5000),
    CONSTRAINT lignes_textes_bornes CHECK (length(numero_affaire) <= 100 AND length(note) <= 1000)
);

CREATE TABLE pieces_memoire (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    memoire_id  bigint      NOT NULL REFERENCES memoires,
    ligne_id    bigint,
    rang        integer     NOT NULL,
    piece       text        NOT NULL REFERENCES pieces,
    type        text        NOT NULL,
    designation text        NOT NULL DEFAULT '',
    nom         text        NOT NULL,
    extension   text        NOT NULL,
    taille      bigint      NOT NULL,
    sha256      text        NOT NULL,
    created_at  timestamptz NOT NULL,
    CONSTRAINT pieces_ligne_du_memoire FOREIGN KEY (memoire_id, ligne_id)
        REFERENCES lignes_prestation (memoire_id, id),
    CONSTRAINT pieces_rang_unique UNIQUE (memoire_id, rang) DEFERRABLE INITIALLY DEFERRED,
    -- Fifty of the person, and the RIB that sending adds.
    CONSTRAINT pieces_50_au_plus CHECK (rang BETWEEN 1 AND 51),
    CONSTRAINT pieces_sha256_forme CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT pieces_taille_positive CHECK (taille > 0),
    CONSTRAINT pieces_designation_bornee CHECK (length(designation) <= 200)
);
CREATE UNIQUE INDEX pieces_une_fois ON pieces_memoire (memoire_id, piece, COALESCE(ligne_id, 0), type);
CREATE INDEX pieces_par_piece ON pieces_memoire (piece);

-- Where the present value of a field comes from (said, read on page 1, computed…).
CREATE TABLE provenances (
    memoire_id bigint NOT NULL REFERENCES memoires,
    ligne_id   bigint NOT NULL,
    cle        text   NOT NULL,
    provenance jsonb  NOT NULL,
    PRIMARY KEY (memoire_id, ligne_id, cle)
);

CREATE TABLE historique_memoire (
    memoire_id bigint      NOT NULL REFERENCES memoires,
    n          bigint      NOT NULL,
    version    bigint      NOT NULL,
    action     text        NOT NULL,
    ligne_id   bigint      NOT NULL DEFAULT 0,
    cle        text        NOT NULL DEFAULT '',
    avant      text        NOT NULL DEFAULT '',
    apres      text        NOT NULL DEFAULT '',
    etat_avant text        NOT NULL,
    etat_apres text        NOT NULL,
    acteur_id  bigint REFERENCES utilisateurs,
    acteur_nom text        NOT NULL,
    origine    text        NOT NULL,
    source     text        NOT NULL DEFAULT '',
    motif      text        NOT NULL DEFAULT '',
    at         timestamptz NOT NULL,
    PRIMARY KEY (memoire_id, n),
    CONSTRAINT historique_origine_connue CHECK (origine IN ('portail', 'assistant', 'agent', 'flux', 'api', 'systeme'))
);
CREATE INDEX historique_depuis ON historique_memoire (memoire_id, version) WHERE cle <> '';
CREATE TRIGGER historique_memoire_ajout_seul BEFORE UPDATE OR DELETE ON historique_memoire
    FOR EACH ROW EXECUTE FUNCTION refuser_reecriture();

CREATE TABLE certificats (
    memoire_id   bigint PRIMARY KEY REFERENCES memoires,
    numero       text        NOT NULL UNIQUE REFERENCES memoires (numero_mj),
    empreinte    text        NOT NULL,
    dossier      text        NOT NULL,
    ttc_centimes bigint      NOT NULL,
    juridiction  text        NOT NULL,
    prestataire  jsonb       NOT NULL,
    envoye_at    timestamptz NOT NULL,
    CONSTRAINT certificats_empreinte_forme CHECK (empreinte ~ '^[A-Za-z0-9+/]{43}=$')
);
CREATE TRIGGER certificats_ajout_seul BEFORE UPDATE OR DELETE ON certificats
    FOR EACH ROW EXECUTE FUNCTION refuser_reecriture();

-- A key sent with « Confirmer et envoyer »: the same key gives the same answer (promises.md HT-07).
CREATE TABLE envois_idempotents (
    utilisateur_id bigint      NOT NULL REFERENCES utilisateurs,
    cle            text        NOT NULL,
    memoire_id     bigint      NOT NULL REFERENCES memoires,
    at             timestamptz NOT NULL,
    PRIMARY KEY (utilisateur_id, cle),
    CONSTRAINT envois_cle_bornee CHECK (length(cle) BETWEEN 8 AND 100)
);

-- A sent mémoire never changes, except its state (promises.md, threat 7); nor does a state move where
-- the workflow knows no way.
-- +goose StatementBegin
CREATE FUNCTION memoires_figer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.etat <> NEW.etat AND NOT (CASE OLD.etat
        WHEN 'brouillon' THEN NEW.etat IN ('envoye', 'abandonne', 'supprime')
        WHEN 'envoye' THEN NEW.etat IN ('mis_a_disposition', 'refuse')
        WHEN 'mis_a_disposition' THEN NEW.etat IN ('refuse', 'mis_en_paiement')
        WHEN 'refuse' THEN NEW.etat IN ('duplique_post_refus', 'abandonne')
        ELSE false END) THEN
        RAISE EXCEPTION 'memoire %: % cannot become %', OLD.id, OLD.etat, NEW.etat
            USING ERRCODE = 'check_violation', CONSTRAINT = 'memoires_transition_connue';
    END IF;
    IF OLD.numero_tmp <> NEW.numero_tmp OR OLD.created_at <> NEW.created_at OR OLD.cree_par <> NEW.cree_par
        OR OLD.etat <> 'brouillon' AND
        (to_jsonb(OLD) - ARRAY['etat', 'etat_at', 'motif_refus', 'version', 'updated_at'])
        <> (to_jsonb(NEW) - ARRAY['etat', 'etat_at', 'motif_refus', 'version', 'updated_at']) THEN
        RAISE EXCEPTION 'memoire % is sent and cannot change', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'memoires_envoye_fige';
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION memoires_contenu_figer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[] := '{}';
BEGIN
    IF TG_OP <> 'INSERT' THEN ids := ids || OLD.memoire_id; END IF;
    IF TG_OP <> 'DELETE' THEN ids := ids || NEW.memoire_id; END IF;
    IF EXISTS (SELECT 1 FROM memoires m WHERE m.id = ANY (ids) AND m.etat <> 'brouillon') THEN
        RAISE EXCEPTION 'the content of memoire % is sent and cannot change', ids
            USING ERRCODE = 'check_violation', CONSTRAINT = 'memoires_envoye_fige';
    END IF;
    RETURN COALESCE(NEW, OLD);
END
$$;
-- +goose StatementEnd
CREATE TRIGGER memoires_fige BEFORE UPDATE ON memoires FOR EACH ROW EXECUTE FUNCTION memoires_figer();
CREATE TRIGGER memoires_sans_effacement BEFORE DELETE ON memoires
    FOR EACH ROW EXECUTE FUNCTION refuser_reecriture();
CREATE TRIGGER lignes_figees BEFORE INSERT OR UPDATE OR DELETE ON lignes_prestation
    FOR EACH ROW EXECUTE FUNCTION memoires_contenu_figer();
CREATE TRIGGER pieces_figees BEFORE INSERT OR UPDATE OR DELETE ON pieces_memoire
    FOR EACH ROW EXECUTE FUNCTION memoires_contenu_figer();
CREATE TRIGGER provenances_figees BEFORE INSERT OR UPDATE OR DELETE ON provenances
    FOR EACH ROW EXECUTE FUNCTION memoires_contenu_figer();
