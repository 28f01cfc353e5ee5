-- Dump of the migrations, for readers. Written by: go test ./internal/pg -run TestSchema -update

COMMENT ON SCHEMA public IS 'standard public schema';

CREATE FUNCTION public.effacer_messages() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM messages WHERE conversation_id = OLD.id;
    RETURN OLD;
END
$$;

CREATE FUNCTION public.memoires_contenu_figer() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.memoires_figer() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.refuser_reecriture() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TABLE public.certificats (
    memoire_id bigint NOT NULL,
    numero text NOT NULL,
    empreinte text NOT NULL,
    dossier text NOT NULL,
    ttc_centimes bigint NOT NULL,
    juridiction text NOT NULL,
    prestataire jsonb NOT NULL,
    envoye_at timestamp with time zone NOT NULL,
    CONSTRAINT certificats_empreinte_forme CHECK ((empreinte ~ '^[A-Za-z0-9+/]{43}=$'::text))
);

CREATE TABLE public.comptes_historique (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    acteur_id bigint,
    acteur_nom text NOT NULL,
    origine text NOT NULL,
    action text NOT NULL,
    utilisateur_id bigint,
    structure_id bigint,
    detail jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT comptes_historique_origine CHECK ((origine = ANY (ARRAY['portail'::text, 'assistant'::text, 'agent'::text, 'flux'::text, 'api'::text, 'systeme'::text])))
);

ALTER TABLE public.comptes_historique ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.comptes_historique_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.connexions_echouees (
    compte bytea NOT NULL,
    adresse text NOT NULL,
    echecs integer NOT NULL,
    dernier_at timestamp with time zone NOT NULL,
    bloque_jusqu timestamp with time zone,
    CONSTRAINT connexions_echouees_positif CHECK ((echecs >= 0))
);

CREATE TABLE public.conversations (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    utilisateur_id bigint NOT NULL,
    statut text DEFAULT 'ouverte'::text NOT NULL,
    next_seq bigint DEFAULT 1 NOT NULL,
    entree_seq bigint DEFAULT 0 NOT NULL,
    traite_seq bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT conversations_check CHECK ((entree_seq < next_seq)),
    CONSTRAINT conversations_check1 CHECK ((traite_seq < next_seq)),
    CONSTRAINT conversations_next_seq_check CHECK ((next_seq >= 1)),
    CONSTRAINT conversations_statut_check CHECK ((statut = ANY (ARRAY['ouverte'::text, 'close'::text])))
)
WITH (fillfactor='70');

CREATE TABLE public.coordonnees_bancaires (
    id bigint NOT NULL,
    structure_id bigint NOT NULL,
    nom text NOT NULL,
    pays text NOT NULL,
    cle_iban text NOT NULL,
    bban text NOT NULL,
    bic text DEFAULT ''::text NOT NULL,
    rib_piece text,
    actif boolean DEFAULT true NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_par bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT coordonnees_bic_forme CHECK (((bic = ''::text) OR (bic ~ '^[A-Z]{6}[0-9A-Z]{2}([0-9A-Z]{3})?$'::text))),
    CONSTRAINT coordonnees_iban_forme CHECK (((pays ~ '^[A-Z]{2}$'::text) AND (cle_iban ~ '^[0-9]{2}$'::text) AND (bban ~ '^[0-9A-Z]{5,30}$'::text))),
    CONSTRAINT coordonnees_nom_rempli CHECK (((length(nom) >= 1) AND (length(nom) <= 100)))
);

ALTER TABLE public.coordonnees_bancaires ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.coordonnees_bancaires_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.dialogues (
    conversation_id uuid NOT NULL,
    etat jsonb DEFAULT '{}'::jsonb NOT NULL,
    memoire_id bigint,
    main text DEFAULT 'assistant'::text NOT NULL,
    humain_motif text DEFAULT ''::text NOT NULL,
    humain_at timestamp with time zone,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT dialogues_main_check CHECK ((main = ANY (ARRAY['assistant'::text, 'humain'::text])))
);

CREATE TABLE public.documents (
    conversation_id uuid NOT NULL,
    seq bigint NOT NULL,
    piece text NOT NULL,
    nom text NOT NULL
);

CREATE TABLE public.envois_idempotents (
    utilisateur_id bigint NOT NULL,
    cle text NOT NULL,
    memoire_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT envois_cle_bornee CHECK (((length(cle) >= 8) AND (length(cle) <= 100)))
);

CREATE TABLE public.guide_articles (
    id text NOT NULL,
    derniere integer NOT NULL,
    publiee integer,
    livree bytea,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT guide_articles_derniere_check CHECK ((derniere >= 1)),
    CONSTRAINT guide_articles_id_check CHECK (((id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(id) <= 80))),
    CONSTRAINT guide_articles_livree_check CHECK ((length(livree) = 32))
);

CREATE TABLE public.guide_attentes (
    id bigint NOT NULL,
    pliee text NOT NULL,
    conversation_id uuid NOT NULL,
    depuis timestamp with time zone NOT NULL,
    article text DEFAULT ''::text NOT NULL,
    titre text DEFAULT ''::text NOT NULL,
    CONSTRAINT guide_attentes_article_check CHECK ((length(article) <= 80)),
    CONSTRAINT guide_attentes_check CHECK (((article = ''::text) = (titre = ''::text))),
    CONSTRAINT guide_attentes_titre_check CHECK ((length(titre) <= 200))
);

ALTER TABLE public.guide_attentes ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.guide_attentes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.guide_demandes (
    id bigint NOT NULL,
    article text NOT NULL,
    numero integer NOT NULL,
    portee text NOT NULL,
    etat text NOT NULL,
    publier_at timestamp with time zone,
    importee boolean DEFAULT false NOT NULL,
    par bigint,
    par_nom text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    relue_par bigint,
    relue_nom text DEFAULT ''::text NOT NULL,
    relue_at timestamp with time zone,
    mot text DEFAULT ''::text NOT NULL,
    CONSTRAINT guide_demandes_check CHECK (((etat <> 'programmee'::text) OR (publier_at IS NOT NULL))),
    CONSTRAINT guide_demandes_deux_personnes CHECK (((relue_par IS DISTINCT FROM par) OR (relue_par IS NULL))),
    CONSTRAINT guide_demandes_etat_check CHECK ((etat = ANY (ARRAY['en_attente'::text, 'programmee'::text, 'publiee'::text, 'renvoyee'::text, 'annulee'::text]))),
    CONSTRAINT guide_demandes_mot_check CHECK ((length(mot) <= 300)),
    CONSTRAINT guide_demandes_portee_check CHECK ((portee = ANY (ARRAY['interne'::text, 'public'::text]))),
    CONSTRAINT guide_demandes_relue CHECK (((etat <> ALL (ARRAY['programmee'::text, 'publiee'::text])) OR (portee = 'interne'::text) OR importee OR (relue_par IS NOT NULL)))
);

ALTER TABLE public.guide_demandes ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.guide_demandes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.guide_journal (
    id bigint NOT NULL,
    article text NOT NULL,
    numero integer NOT NULL,
    geste text NOT NULL,
    par bigint,
    par_nom text NOT NULL,
    mot text DEFAULT ''::text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT guide_journal_geste_check CHECK ((geste = ANY (ARRAY['ecrit'::text, 'restaure'::text, 'importe'::text, 'demande'::text, 'approuve'::text, 'renvoye'::text, 'annule'::text, 'publie'::text, 'retire'::text]))),
    CONSTRAINT guide_journal_mot_check CHECK ((length(mot) <= 300))
);

ALTER TABLE public.guide_journal ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.guide_journal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.guide_lectures (
    article text NOT NULL,
    jour date NOT NULL,
    nombre bigint NOT NULL,
    CONSTRAINT guide_lectures_nombre_check CHECK ((nombre > 0))
);

CREATE TABLE public.guide_questions (
    pliee text NOT NULL,
    question text NOT NULL,
    nombre bigint DEFAULT 1 NOT NULL,
    premiere_at timestamp with time zone NOT NULL,
    derniere_at timestamp with time zone NOT NULL,
    etat text DEFAULT 'ouverte'::text NOT NULL,
    article text DEFAULT ''::text NOT NULL,
    CONSTRAINT guide_questions_article_check CHECK ((length(article) <= 80)),
    CONSTRAINT guide_questions_article_selon_etat CHECK (((etat = ANY (ARRAY['confiee'::text, 'repondue'::text])) = (article <> ''::text))),
    CONSTRAINT guide_questions_etat_check CHECK ((etat = ANY (ARRAY['ouverte'::text, 'confiee'::text, 'repondue'::text, 'ecartee'::text]))),
    CONSTRAINT guide_questions_nombre_check CHECK ((nombre > 0)),
    CONSTRAINT guide_questions_pliee_check CHECK (((length(pliee) >= 1) AND (length(pliee) <= 400))),
    CONSTRAINT guide_questions_question_check CHECK (((length(question) >= 1) AND (length(question) <= 200)))
);

CREATE TABLE public.guide_recherches (
    jour date NOT NULL,
    origine text NOT NULL,
    issue text NOT NULL,
    nombre bigint NOT NULL,
    CONSTRAINT guide_recherches_issue_check CHECK ((issue = ANY (ARRAY['reponse'::text, 'ignore'::text, 'hors_sujet'::text]))),
    CONSTRAINT guide_recherches_nombre_check CHECK ((nombre > 0)),
    CONSTRAINT guide_recherches_origine_check CHECK ((origine = ANY (ARRAY['site'::text, 'assistant'::text])))
);

CREATE TABLE public.guide_recherches_textes (
    jour date NOT NULL,
    pliee text NOT NULL,
    texte text NOT NULL,
    article text NOT NULL,
    issue text NOT NULL,
    nombre bigint NOT NULL,
    CONSTRAINT guide_recherches_textes_issue_check CHECK ((issue = ANY (ARRAY['reponse'::text, 'ignore'::text, 'hors_sujet'::text]))),
    CONSTRAINT guide_recherches_textes_nombre_check CHECK ((nombre > 0)),
    CONSTRAINT guide_recherches_textes_pliee_check CHECK (((length(pliee) >= 1) AND (length(pliee) <= 120))),
    CONSTRAINT guide_recherches_textes_texte_check CHECK (((length(texte) >= 1) AND (length(texte) <= 120)))
);

CREATE TABLE public.guide_revisions (
    article text NOT NULL,
    numero integer NOT NULL,
    source text NOT NULL,
    titre text NOT NULL,
    categorie text NOT NULL,
    etat text NOT NULL,
    revoir_le date,
    auteur bigint,
    auteur_nom text NOT NULL,
    motif text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT guide_revisions_etat_check CHECK ((etat = ANY (ARRAY['brouillon'::text, 'interne'::text, 'public'::text]))),
    CONSTRAINT guide_revisions_motif_check CHECK ((length(motif) <= 300)),
    CONSTRAINT guide_revisions_numero_check CHECK ((numero >= 1)),
    CONSTRAINT guide_revisions_source_check CHECK ((octet_length(source) <= 65536)),
    CONSTRAINT guide_revisions_titre_check CHECK (((length(titre) >= 1) AND (length(titre) <= 160)))
);

CREATE TABLE public.guide_versions (
    article text NOT NULL,
    empreinte text NOT NULL,
    titre text NOT NULL,
    contenu jsonb NOT NULL,
    verifie_le date,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT guide_versions_article_check CHECK ((article ~ '^[a-z0-9][a-z0-9-]{0,79}$'::text)),
    CONSTRAINT guide_versions_empreinte_check CHECK ((empreinte ~ '^[0-9a-f]{12}$'::text)),
    CONSTRAINT guide_versions_titre_check CHECK (((length(titre) >= 1) AND (length(titre) <= 200)))
);

CREATE TABLE public.guide_votes (
    id bigint NOT NULL,
    article text NOT NULL,
    empreinte text NOT NULL,
    utile boolean NOT NULL,
    motif text DEFAULT ''::text NOT NULL,
    "precision" text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    origine text DEFAULT 'site'::text NOT NULL,
    conversation_id uuid,
    seq bigint,
    bloc integer,
    CONSTRAINT guide_votes_check CHECK (((NOT utile) OR ((motif = ''::text) AND ("precision" = ''::text)))),
    CONSTRAINT guide_votes_check1 CHECK (((origine = 'assistant'::text) = ((seq IS NOT NULL) AND (bloc IS NOT NULL)))),
    CONSTRAINT guide_votes_check2 CHECK (((origine = 'assistant'::text) OR (conversation_id IS NULL))),
    CONSTRAINT guide_votes_motif_check CHECK ((motif = ANY (ARRAY[''::text, 'incomplet'::text, 'obscur'::text, 'faux'::text, 'autre_question'::text]))),
    CONSTRAINT guide_votes_origine_check CHECK ((origine = ANY (ARRAY['site'::text, 'assistant'::text]))),
    CONSTRAINT guide_votes_precision_check CHECK ((length("precision") <= 500))
);

ALTER TABLE public.guide_votes ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.guide_votes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.habilitations (
    id bigint NOT NULL,
    utilisateur_id bigint NOT NULL,
    structure_id bigint NOT NULL,
    service_id bigint,
    profil text NOT NULL,
    statut text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    decide_par bigint,
    decide_at timestamp with time zone,
    retire_par bigint,
    retire_at timestamp with time zone,
    CONSTRAINT habilitations_profil_connu CHECK ((profil = ANY (ARRAY['consultation'::text, 'modification'::text]))),
    CONSTRAINT habilitations_retrait_date CHECK (((statut = 'retiree'::text) = (retire_at IS NOT NULL))),
    CONSTRAINT habilitations_statut_connu CHECK ((statut = ANY (ARRAY['demandee'::text, 'accordee'::text, 'refusee'::text, 'retiree'::text])))
);

ALTER TABLE public.habilitations ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.habilitations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.historique_memoire (
    memoire_id bigint NOT NULL,
    n bigint NOT NULL,
    version bigint NOT NULL,
    action text NOT NULL,
    ligne_id bigint DEFAULT 0 NOT NULL,
    cle text DEFAULT ''::text NOT NULL,
    avant text DEFAULT ''::text NOT NULL,
    apres text DEFAULT ''::text NOT NULL,
    etat_avant text NOT NULL,
    etat_apres text NOT NULL,
    acteur_id bigint,
    acteur_nom text NOT NULL,
    origine text NOT NULL,
    source text DEFAULT ''::text NOT NULL,
    motif text DEFAULT ''::text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT historique_origine_connue CHECK ((origine = ANY (ARRAY['portail'::text, 'assistant'::text, 'agent'::text, 'flux'::text, 'api'::text, 'systeme'::text])))
);

CREATE TABLE public.historiques (
    seul boolean DEFAULT true NOT NULL,
    epoch uuid DEFAULT gen_random_uuid() NOT NULL,
    CONSTRAINT historiques_seul_check CHECK (seul)
);

CREATE TABLE public.lectures (
    piece text NOT NULL,
    etat text DEFAULT 'en_cours'::text NOT NULL,
    lecture jsonb,
    motif text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT lectures_check CHECK (((etat = 'lue'::text) = (lecture IS NOT NULL))),
    CONSTRAINT lectures_etat_check CHECK ((etat = ANY (ARRAY['en_cours'::text, 'lue'::text, 'echec'::text])))
);

CREATE TABLE public.lignes_prestation (
    id bigint NOT NULL,
    memoire_id bigint NOT NULL,
    "position" integer NOT NULL,
    numero_affaire text DEFAULT ''::text NOT NULL,
    date_requisition date,
    autorite text DEFAULT ''::text NOT NULL,
    type_prestation text DEFAULT ''::text NOT NULL,
    date_prestation date,
    fin_mission date,
    requisition_orale boolean DEFAULT false NOT NULL,
    quantite_milliemes bigint DEFAULT 0 NOT NULL,
    tarif_ht_centimes bigint,
    taux_tva integer,
    frais_divers_centimes bigint DEFAULT 0 NOT NULL,
    debours_centimes bigint DEFAULT 0 NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    CONSTRAINT lignes_200_au_plus CHECK ((("position" >= 1) AND ("position" <= 200))),
    CONSTRAINT lignes_montants_bornes CHECK ((((tarif_ht_centimes >= 0) AND (tarif_ht_centimes <= 999999999)) AND ((frais_divers_centimes >= 0) AND (frais_divers_centimes <= 999999999)) AND ((debours_centimes >= 0) AND (debours_centimes <= 999999999)))),
    CONSTRAINT lignes_quantite_bornee CHECK (((quantite_milliemes >= 0) AND (quantite_milliemes <= 999999000))),
    CONSTRAINT lignes_taux_borne CHECK (((taux_tva >= 0) AND (taux_tva <= 5000))),
    CONSTRAINT lignes_textes_bornes CHECK (((length(numero_affaire) <= 100) AND (length(note) <= 1000)))
);

ALTER TABLE public.lignes_prestation ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.lignes_prestation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.memoires (
    id bigint NOT NULL,
    numero_tmp text NOT NULL,
    numero_mj text,
    etat text DEFAULT 'brouillon'::text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    mode_depot text DEFAULT 'Saisie Web'::text NOT NULL,
    duplique_de bigint,
    structure_id bigint NOT NULL,
    service_id bigint,
    coordonnees_id bigint,
    juridiction text DEFAULT ''::text NOT NULL,
    categorie text DEFAULT ''::text NOT NULL,
    devise text DEFAULT ''::text NOT NULL,
    texte_reference text DEFAULT ''::text NOT NULL,
    type_tva text DEFAULT ''::text NOT NULL,
    numero_facture text DEFAULT ''::text NOT NULL,
    numero_engagement text DEFAULT ''::text NOT NULL,
    remise_ttc_centimes bigint DEFAULT 0 NOT NULL,
    motif_remise text DEFAULT ''::text NOT NULL,
    ttc_centimes bigint DEFAULT 0 NOT NULL,
    motif_refus text DEFAULT ''::text NOT NULL,
    cree_par bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    envoye_at timestamp with time zone,
    etat_at timestamp with time zone NOT NULL,
    CONSTRAINT memoires_envoi_numerote CHECK (((numero_mj IS NULL) = (envoye_at IS NULL))),
    CONSTRAINT memoires_etat_connu CHECK ((etat = ANY (ARRAY['brouillon'::text, 'envoye'::text, 'mis_a_disposition'::text, 'refuse'::text, 'duplique_post_refus'::text, 'abandonne'::text, 'mis_en_paiement'::text, 'supprime'::text]))),
    CONSTRAINT memoires_etat_numerote CHECK (
CASE
    WHEN (etat = ANY (ARRAY['brouillon'::text, 'supprime'::text])) THEN (numero_mj IS NULL)
    WHEN (etat = 'abandonne'::text) THEN true
    ELSE (numero_mj IS NOT NULL)
END),
    CONSTRAINT memoires_numero_mj_forme CHECK ((numero_mj ~ '^MJ[0-9]{10}$'::text)),
    CONSTRAINT memoires_numero_tmp_forme CHECK ((numero_tmp ~ '^TMP[0-9]{13}$'::text)),
    CONSTRAINT memoires_refus_motive CHECK (((etat <> 'refuse'::text) OR (motif_refus <> ''::text))),
    CONSTRAINT memoires_remise_bornee CHECK (((remise_ttc_centimes >= 0) AND (remise_ttc_centimes <= 999999999))),
    CONSTRAINT memoires_textes_bornes CHECK (((length(numero_facture) <= 100) AND (length(numero_engagement) <= 100) AND (length(motif_remise) <= 1000) AND (length(motif_refus) <= 2000)))
);

ALTER TABLE public.memoires ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.memoires_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE SEQUENCE public.memoires_numero_mj
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    MAXVALUE 9999999999
    CACHE 1;

CREATE SEQUENCE public.memoires_numero_tmp
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    MAXVALUE 999999999
    CACHE 1;

CREATE TABLE public.messages (
    conversation_id uuid NOT NULL,
    seq bigint NOT NULL,
    cid uuid NOT NULL,
    auteur text NOT NULL,
    utilisateur_id bigint,
    contenu jsonb NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT messages_auteur_check CHECK ((auteur = ANY (ARRAY['usager'::text, 'assistant'::text, 'agent'::text, 'systeme'::text]))),
    CONSTRAINT messages_check CHECK (((auteur <> ALL (ARRAY['usager'::text, 'agent'::text])) OR (utilisateur_id IS NOT NULL))),
    CONSTRAINT messages_seq_check CHECK ((seq >= 1))
);

CREATE TABLE public.pieces (
    id text NOT NULL,
    structure_id bigint,
    utilisateur_id bigint NOT NULL,
    nom text NOT NULL,
    type text NOT NULL,
    taille bigint NOT NULL,
    sha256 bytea NOT NULL,
    etat text DEFAULT 'disponible'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT pieces_empreinte CHECK ((length(sha256) = 32)),
    CONSTRAINT pieces_etat_connu CHECK ((etat = ANY (ARRAY['disponible'::text, 'quarantaine'::text]))),
    CONSTRAINT pieces_id_forme CHECK ((id ~ '^[a-z2-7]{26}$'::text)),
    CONSTRAINT pieces_nom_court CHECK (((length(nom) >= 1) AND (length(nom) <= 120))),
    CONSTRAINT pieces_taille_positive CHECK ((taille > 0)),
    CONSTRAINT pieces_type_admis CHECK ((type = ANY (ARRAY['application/pdf'::text, 'image/png'::text, 'image/jpeg'::text, 'text/plain'::text])))
);

CREATE TABLE public.pieces_memoire (
    id bigint NOT NULL,
    memoire_id bigint NOT NULL,
    ligne_id bigint,
    rang integer NOT NULL,
    piece text NOT NULL,
    type text NOT NULL,
    designation text DEFAULT ''::text NOT NULL,
    nom text NOT NULL,
    extension text NOT NULL,
    taille bigint NOT NULL,
    sha256 text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT pieces_50_au_plus CHECK (((rang >= 1) AND (rang <= 51))),
    CONSTRAINT pieces_designation_bornee CHECK ((length(designation) <= 200)),
    CONSTRAINT pieces_sha256_forme CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT pieces_taille_positive CHECK ((taille > 0))
);

ALTER TABLE public.pieces_memoire ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.pieces_memoire_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provenances (
    memoire_id bigint NOT NULL,
    ligne_id bigint NOT NULL,
    cle text NOT NULL,
    provenance jsonb NOT NULL
);

CREATE TABLE public.rattachements (
    id bigint NOT NULL,
    utilisateur_id bigint NOT NULL,
    structure_id bigint NOT NULL,
    statut text NOT NULL,
    gestionnaire boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    decide_par bigint,
    decide_at timestamp with time zone,
    CONSTRAINT rattachements_gestionnaire_actif CHECK (((NOT gestionnaire) OR (statut = 'actif'::text))),
    CONSTRAINT rattachements_statut_connu CHECK ((statut = ANY (ARRAY['demande'::text, 'actif'::text, 'refuse'::text, 'retire'::text])))
);

ALTER TABLE public.rattachements ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.rattachements_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.roles_utilisateur (
    id bigint NOT NULL,
    utilisateur_id bigint NOT NULL,
    role text NOT NULL,
    accorde_par bigint,
    accorde_at timestamp with time zone DEFAULT now() NOT NULL,
    retire_par bigint,
    retire_at timestamp with time zone,
    CONSTRAINT roles_connus CHECK ((role = ANY (ARRAY['agent'::text, 'superviseur'::text, 'greffe'::text, 'comptable'::text, 'redacteur'::text]))),
    CONSTRAINT roles_par_un_autre CHECK (((accorde_par IS NULL) OR (accorde_par <> utilisateur_id)))
);

ALTER TABLE public.roles_utilisateur ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.roles_utilisateur_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.services (
    id bigint NOT NULL,
    structure_id bigint NOT NULL,
    code text NOT NULL,
    libelle text NOT NULL,
    actif boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT services_remplis CHECK ((((length(code) >= 1) AND (length(code) <= 50)) AND ((length(libelle) >= 1) AND (length(libelle) <= 200))))
);

ALTER TABLE public.services ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.services_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sessions (
    jeton bytea NOT NULL,
    donnees bytea NOT NULL,
    utilisateur_id bigint,
    adresse_ip text DEFAULT ''::text NOT NULL,
    agent text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    vu_at timestamp with time zone DEFAULT now() NOT NULL,
    expire_at timestamp with time zone NOT NULL,
    revoque_at timestamp with time zone,
    CONSTRAINT sessions_jeton_empreinte CHECK ((length(jeton) = 32))
);

CREATE TABLE public.structures (
    id bigint NOT NULL,
    type_identifiant text NOT NULL,
    identifiant text NOT NULL,
    raison_sociale text NOT NULL,
    adresse text DEFAULT ''::text NOT NULL,
    code_postal text DEFAULT ''::text NOT NULL,
    commune text DEFAULT ''::text NOT NULL,
    pays text DEFAULT 'FR'::text NOT NULL,
    departement text DEFAULT ''::text NOT NULL,
    categorie text DEFAULT ''::text NOT NULL,
    regime text DEFAULT ''::text NOT NULL,
    franchise_tva boolean DEFAULT false NOT NULL,
    actif boolean DEFAULT true NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT structures_identifiant_rempli CHECK (((length(identifiant) >= 1) AND (length(identifiant) <= 80))),
    CONSTRAINT structures_pays_forme CHECK ((pays ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT structures_raison_remplie CHECK (((length(raison_sociale) >= 1) AND (length(raison_sociale) <= 200))),
    CONSTRAINT structures_siret_forme CHECK (((type_identifiant <> 'SIRET'::text) OR (identifiant ~ '^[0-9]{14}$'::text))),
    CONSTRAINT structures_type_connu CHECK ((type_identifiant = ANY (ARRAY['SIRET'::text, 'UE_HORS_FRANCE'::text, 'HORS_UE'::text, 'RIDET'::text, 'TAHITI'::text, 'AUTRE'::text, 'PARTICULIER'::text])))
);

ALTER TABLE public.structures ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.structures_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.utilisateurs (
    id bigint NOT NULL,
    email text NOT NULL,
    nom text NOT NULL,
    prenom text NOT NULL,
    telephone text DEFAULT ''::text NOT NULL,
    email_contact text DEFAULT ''::text NOT NULL,
    juridiction text DEFAULT ''::text NOT NULL,
    mot_de_passe text DEFAULT ''::text NOT NULL,
    actif boolean DEFAULT true NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    derniere_connexion timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT utilisateurs_email_forme CHECK (((email = lower(email)) AND (email ~~ '_%@_%'::text) AND (length(email) <= 254))),
    CONSTRAINT utilisateurs_nom_rempli CHECK ((((length(nom) >= 1) AND (length(nom) <= 100)) AND ((length(prenom) >= 1) AND (length(prenom) <= 100))))
);

ALTER TABLE public.utilisateurs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.utilisateurs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.certificats
    ADD CONSTRAINT certificats_numero_key UNIQUE (numero);

ALTER TABLE ONLY public.certificats
    ADD CONSTRAINT certificats_pkey PRIMARY KEY (memoire_id);

ALTER TABLE ONLY public.comptes_historique
    ADD CONSTRAINT comptes_historique_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.connexions_echouees
    ADD CONSTRAINT connexions_echouees_pkey PRIMARY KEY (compte, adresse);

ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.coordonnees_bancaires
    ADD CONSTRAINT coordonnees_bancaires_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.coordonnees_bancaires
    ADD CONSTRAINT coordonnees_de_structure UNIQUE (structure_id, id);

ALTER TABLE ONLY public.dialogues
    ADD CONSTRAINT dialogues_pkey PRIMARY KEY (conversation_id);

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_pkey PRIMARY KEY (conversation_id, seq, piece);

ALTER TABLE ONLY public.envois_idempotents
    ADD CONSTRAINT envois_idempotents_pkey PRIMARY KEY (utilisateur_id, cle);

ALTER TABLE ONLY public.guide_articles
    ADD CONSTRAINT guide_articles_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.guide_attentes
    ADD CONSTRAINT guide_attentes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.guide_attentes
    ADD CONSTRAINT guide_attentes_pliee_conversation_id_key UNIQUE (pliee, conversation_id);

ALTER TABLE ONLY public.guide_demandes
    ADD CONSTRAINT guide_demandes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.guide_journal
    ADD CONSTRAINT guide_journal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.guide_lectures
    ADD CONSTRAINT guide_lectures_pkey PRIMARY KEY (article, jour);

ALTER TABLE ONLY public.guide_questions
    ADD CONSTRAINT guide_questions_pkey PRIMARY KEY (pliee);

ALTER TABLE ONLY public.guide_recherches
    ADD CONSTRAINT guide_recherches_pkey PRIMARY KEY (jour, origine, issue);

ALTER TABLE ONLY public.guide_recherches_textes
    ADD CONSTRAINT guide_recherches_textes_pkey PRIMARY KEY (jour, pliee);

ALTER TABLE ONLY public.guide_revisions
    ADD CONSTRAINT guide_revisions_pkey PRIMARY KEY (article, numero);

ALTER TABLE ONLY public.guide_versions
    ADD CONSTRAINT guide_versions_pkey PRIMARY KEY (article, empreinte);

ALTER TABLE ONLY public.guide_votes
    ADD CONSTRAINT guide_votes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.guide_votes
    ADD CONSTRAINT guide_votes_reponse UNIQUE (conversation_id, seq, bloc);

ALTER TABLE ONLY public.habilitations
    ADD CONSTRAINT habilitations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.historique_memoire
    ADD CONSTRAINT historique_memoire_pkey PRIMARY KEY (memoire_id, n);

ALTER TABLE ONLY public.historiques
    ADD CONSTRAINT historiques_pkey PRIMARY KEY (seul);

ALTER TABLE ONLY public.lectures
    ADD CONSTRAINT lectures_pkey PRIMARY KEY (piece);

ALTER TABLE ONLY public.lignes_prestation
    ADD CONSTRAINT lignes_de_memoire UNIQUE (memoire_id, id);

ALTER TABLE ONLY public.lignes_prestation
    ADD CONSTRAINT lignes_position_unique UNIQUE (memoire_id, "position") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lignes_prestation
    ADD CONSTRAINT lignes_prestation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.memoires
    ADD CONSTRAINT memoires_numero_mj_unique UNIQUE (numero_mj);

ALTER TABLE ONLY public.memoires
    ADD CONSTRAINT memoires_numero_tmp_unique UNIQUE (numero_tmp);

ALTER TABLE ONLY public.memoires
    ADD CONSTRAINT memoires_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_cid UNIQUE (conversation_id, cid);

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (conversation_id, seq);

ALTER TABLE ONLY public.pieces
    ADD CONSTRAINT pieces_de_structure UNIQUE (structure_id, id);

ALTER TABLE ONLY public.pieces_memoire
    ADD CONSTRAINT pieces_memoire_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pieces
    ADD CONSTRAINT pieces_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pieces_memoire
    ADD CONSTRAINT pieces_rang_unique UNIQUE (memoire_id, rang) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provenances
    ADD CONSTRAINT provenances_pkey PRIMARY KEY (memoire_id, ligne_id, cle);

ALTER TABLE ONLY public.rattachements
    ADD CONSTRAINT rattachements_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.roles_utilisateur
    ADD CONSTRAINT roles_utilisateur_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.services
    ADD CONSTRAINT services_code_unique UNIQUE (structure_id, code);

ALTER TABLE ONLY public.services
    ADD CONSTRAINT services_de_structure UNIQUE (structure_id, id);

ALTER TABLE ONLY public.services
    ADD CONSTRAINT services_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (jeton);

ALTER TABLE ONLY public.structures
    ADD CONSTRAINT structures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.utilisateurs
    ADD CONSTRAINT utilisateurs_pkey PRIMARY KEY (id);

CREATE INDEX comptes_historique_structure ON public.comptes_historique USING btree (structure_id, id);

CREATE INDEX comptes_historique_utilisateur ON public.comptes_historique USING btree (utilisateur_id, id);

CREATE INDEX connexions_echouees_anciennes ON public.connexions_echouees USING btree (dernier_at);

CREATE INDEX conversations_utilisateur ON public.conversations USING btree (utilisateur_id, created_at DESC);

CREATE UNIQUE INDEX coordonnees_iban_unique ON public.coordonnees_bancaires USING btree (structure_id, pays, cle_iban, bban) WHERE actif;

CREATE INDEX dialogues_memoire ON public.dialogues USING btree (memoire_id) WHERE (memoire_id IS NOT NULL);

CREATE INDEX documents_piece ON public.documents USING btree (piece);

CREATE INDEX guide_attentes_a_prevenir ON public.guide_attentes USING btree (id) WHERE (article <> ''::text);

CREATE INDEX guide_attentes_conversation ON public.guide_attentes USING btree (conversation_id);

CREATE INDEX guide_demandes_echeance ON public.guide_demandes USING btree (publier_at) WHERE (etat = 'programmee'::text);

CREATE UNIQUE INDEX guide_demandes_ouverte ON public.guide_demandes USING btree (article) WHERE (etat = ANY (ARRAY['en_attente'::text, 'programmee'::text]));

CREATE INDEX guide_journal_article ON public.guide_journal USING btree (article, id DESC);

CREATE INDEX guide_questions_article ON public.guide_questions USING btree (article) WHERE (article <> ''::text);

CREATE INDEX guide_questions_etat ON public.guide_questions USING btree (etat, nombre DESC, derniere_at DESC);

CREATE INDEX guide_votes_article ON public.guide_votes USING btree (article, empreinte);

CREATE INDEX guide_votes_jour ON public.guide_votes USING btree (created_at);

CREATE INDEX habilitations_par_structure ON public.habilitations USING btree (structure_id, statut);

CREATE UNIQUE INDEX habilitations_une_seule ON public.habilitations USING btree (utilisateur_id, structure_id, profil, COALESCE(service_id, (0)::bigint)) WHERE (statut = ANY (ARRAY['demandee'::text, 'accordee'::text]));

CREATE INDEX historique_depuis ON public.historique_memoire USING btree (memoire_id, version) WHERE (cle <> ''::text);

CREATE INDEX memoires_duplique_de ON public.memoires USING btree (duplique_de) WHERE (duplique_de IS NOT NULL);

CREATE INDEX memoires_par_juridiction ON public.memoires USING btree (juridiction, etat, envoye_at DESC) WHERE (numero_mj IS NOT NULL);

CREATE INDEX memoires_par_structure ON public.memoires USING btree (structure_id, updated_at DESC, id DESC);

CREATE UNIQUE INDEX pieces_meme_fichier ON public.pieces USING btree (structure_id, sha256) WHERE (structure_id IS NOT NULL);

CREATE UNIQUE INDEX pieces_meme_fichier_personnel ON public.pieces USING btree (utilisateur_id, sha256) WHERE (structure_id IS NULL);

CREATE INDEX pieces_par_piece ON public.pieces_memoire USING btree (piece);

CREATE UNIQUE INDEX pieces_une_fois ON public.pieces_memoire USING btree (memoire_id, piece, COALESCE(ligne_id, (0)::bigint), type);

CREATE INDEX rattachements_par_structure ON public.rattachements USING btree (structure_id, statut);

CREATE UNIQUE INDEX rattachements_un_seul ON public.rattachements USING btree (utilisateur_id, structure_id) WHERE (statut = ANY (ARRAY['demande'::text, 'actif'::text]));

CREATE UNIQUE INDEX roles_un_seul_actif ON public.roles_utilisateur USING btree (utilisateur_id, role) WHERE (retire_at IS NULL);

CREATE INDEX sessions_expirees ON public.sessions USING btree (expire_at);

CREATE INDEX sessions_par_utilisateur ON public.sessions USING btree (utilisateur_id);

CREATE UNIQUE INDEX structures_identifiant_unique ON public.structures USING btree (type_identifiant, identifiant);

CREATE UNIQUE INDEX utilisateurs_email_unique ON public.utilisateurs USING btree (email);

CREATE TRIGGER certificats_ajout_seul BEFORE DELETE OR UPDATE ON public.certificats FOR EACH ROW EXECUTE FUNCTION public.refuser_reecriture();

CREATE TRIGGER comptes_historique_ajout_seul BEFORE DELETE OR UPDATE ON public.comptes_historique FOR EACH ROW EXECUTE FUNCTION public.refuser_reecriture();

CREATE TRIGGER conversations_effacer BEFORE DELETE ON public.conversations FOR EACH ROW EXECUTE FUNCTION public.effacer_messages();

CREATE TRIGGER historique_memoire_ajout_seul BEFORE DELETE OR UPDATE ON public.historique_memoire FOR EACH ROW EXECUTE FUNCTION public.refuser_reecriture();

CREATE TRIGGER lignes_figees BEFORE INSERT OR DELETE OR UPDATE ON public.lignes_prestation FOR EACH ROW EXECUTE FUNCTION public.memoires_contenu_figer();

CREATE TRIGGER memoires_fige BEFORE UPDATE ON public.memoires FOR EACH ROW EXECUTE FUNCTION public.memoires_figer();

CREATE TRIGGER memoires_sans_effacement BEFORE DELETE ON public.memoires FOR EACH ROW EXECUTE FUNCTION public.refuser_reecriture();

CREATE TRIGGER pieces_figees BEFORE INSERT OR DELETE OR UPDATE ON public.pieces_memoire FOR EACH ROW EXECUTE FUNCTION public.memoires_contenu_figer();

CREATE TRIGGER provenances_figees BEFORE INSERT OR DELETE OR UPDATE ON public.provenances FOR EACH ROW EXECUTE FUNCTION public.memoires_contenu_figer();

ALTER TABLE ONLY public.certificats
    ADD CONSTRAINT certificats_memoire_id_fkey FOREIGN KEY (memoire_id) REFERENCES public.memoires(id);

ALTER TABLE ONLY public.certificats
    ADD CONSTRAINT certificats_numero_fkey FOREIGN KEY (numero) REFERENCES public.memoires(numero_mj);

ALTER TABLE ONLY public.comptes_historique
    ADD CONSTRAINT comptes_historique_acteur_id_fkey FOREIGN KEY (acteur_id) REFERENCES public.utilisateurs(id);

ALTER TABLE ONLY public.comptes_historique
    ADD CONSTRAINT comptes_historique_structure_id_fkey FOREIGN KEY (structure_id) REFERENCES public.structures(id);

ALTER TABLE ONLY public.comptes_historique
    ADD CONSTRAINT comptes_historique_utilisateur_id_fkey FOREIGN KEY (utilisateur_id) REFERENCES public.utilisateurs(id);

ALTER TABLE ONLY public.coordonnees_bancaires
    ADD CONSTRAINT coordonnees_bancaires_created_par_fkey FOREIGN KEY (created_par) REFERENCES public.utilisateurs(id);

ALTER TABLE ONLY public.coordonnees_bancaires
    ADD CONSTRAINT coordonnees_bancaires_structure_id_fkey FOREIGN KEY (structure_id) REFERENCES public.structures(id);

ALTER TABLE ONLY public.coordonnees_bancaires
    ADD CONSTRAINT coordonnees_rib_de_structure FOREIGN KEY (structure_id, rib_piece) REFERENCES public.pieces(structure_id, id);

ALTER TABLE ONLY public.dialogues
    ADD CONSTRAINT dialogues_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES public.conversations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES public.conversations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.envois_idempotents
    ADD CONSTRAINT envois_idempotents_memoire_id_fkey FOREIGN KEY (memoire_id) REFERENCES public.memoires(id);

ALTER TABLE ONLY public.envois_idempotents
    ADD CONSTRAINT envois_idempotents_utilisateur_id_fkey FOREIGN KEY (utilisateur_id) REFERENCES public.utilisateurs(id);

ALTER TABLE ONLY public.guide_articles
    ADD CONSTRAINT guide_articles_derniere FOREIGN KEY (id, derniere) REFERENCES public.guide_revisions(article, numero) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guide_articles
    ADD CONSTRAINT guide_articles_publiee FOREIGN KEY (id, publiee) REFERENCES public.guide_revisions(article, numero) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guide_attentes
    ADD CONSTRAINT guide_attentes_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES public.conversations(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.guide_attentes
    ADD CONSTRAINT guide_attentes_pliee_fkey FOREIGN KEY (pliee) REFERENCES public.guide_questions(pliee) ON DELETE CASCADE;

ALTER TABLE ONLY public.guide_demandes
    ADD CONSTRAINT guide_demandes_article_numero_fkey FOREIGN KEY (article, numero) REFERENCES public.guide_revisions(article, numero);

ALTER TABLE ONLY public.guide_demandes
    ADD CONSTRAINT guide_demandes_par_fkey FOREIGN KEY (par) REFERENCES public.utilisateurs(id);

ALTER TABLE ONLY public.guide_demandes
    ADD CONSTRAINT guide_demandes_relue_par_fkey FOREIGN KEY (relue_par) REFERENCES public.utilisateurs(id);

ALTER TABLE ONLY public.guide_journal
    ADD CONSTRAINT guide_journal_article_fkey FOREIGN KEY (article) REFERENCES public.guide_articles(id);

ALTER TABLE ONLY public.guide_journal
    ADD CONSTRAINT guide_journal_par_fkey FOREIGN KEY (par) REFERENCES public.utilisateurs(id);

ALTER TABLE ONLY public.guide_revisions
    ADD CONSTRAINT guide_revisions_article_fkey FOREIGN KEY (article) REFERENCES public.guide_articles(id);

ALTER TABLE ONLY public.guide_revisions
    ADD CONSTRAINT guide_revisions_auteur_fkey FOREIGN KEY (auteur) REFERENCES public.utilisateurs(id);

ALTER TABLE ONLY public.guide_votes
    ADD CONSTRAINT guide_votes_article_empreinte_fkey FOREIGN KEY (article, empreinte) REFERENCES public.guide_versions(article, empreinte);

ALTER TABLE ONLY public.guide_votes
    ADD CONSTRAINT guide_votes_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES public.conversations(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.habilitations
    ADD CONSTRAINT habilitations_decide_par_fkey FOREIGN KEY (decide_par) REFERENCES public.utilisateurs(id);

ALTER TABLE ONLY public.habilitations
    ADD CONSTRAINT habilitations_retire_par_fkey FOREIGN KEY (retire_par) REFERENCES public.utilisateurs(id);

ALTER TABLE ONLY public.habilitations
    ADD CONSTRAINT habilitations_service_de_structure FOREIGN KEY (structure_id, service_id) REFERENCES public.services(structure_id, id);

ALTER TABLE ONLY public.habilitations
    ADD CONSTRAINT habilitations_structure_id_fkey FOREIGN KEY (structure_id) REFERENCES public.structures(id);

ALTER TABLE ONLY public.habilitations
    ADD CONSTRAINT habilitations_utilisateur_id_fkey FOREIGN KEY (utilisateur_id) REFERENCES public.utilisateurs(id);

ALTER TABLE ONLY public.historique_memoire
    ADD CONSTRAINT historique_memoire_acteur_id_fkey FOREIGN KEY (acteur_id) REFERENCES public.utilisateurs(id);

ALTER TABLE ONLY public.historique_memoire
    ADD CONSTRAINT historique_memoire_memoire_id_fkey FOREIGN KEY (memoire_id) REFERENCES public.memoires(id);

ALTER TABLE ONLY public.lignes_prestation
    ADD CONSTRAINT lignes_prestation_memoire_id_fkey FOREIGN KEY (memoire_id) REFERENCES public.memoires(id);

ALTER TABLE ONLY public.memoires
    ADD CONSTRAINT memoires_coordonnees_de_structure FOREIGN KEY (structure_id, coordonnees_id) REFERENCES public.coordonnees_bancaires(structure_id, id);

ALTER TABLE ONLY public.memoires
    ADD CONSTRAINT memoires_cree_par_fkey FOREIGN KEY (cree_par) REFERENCES public.utilisateurs(id);

ALTER TABLE ONLY public.memoires
    ADD CONSTRAINT memoires_duplique_de_fkey FOREIGN KEY (duplique_de) REFERENCES public.memoires(id);

ALTER TABLE ONLY public.memoires
    ADD CONSTRAINT memoires_service_de_structure FOREIGN KEY (structure_id, service_id) REFERENCES public.services(structure_id, id);

ALTER TABLE ONLY public.memoires
    ADD CONSTRAINT memoires_structure_id_fkey FOREIGN KEY (structure_id) REFERENCES public.structures(id);

ALTER TABLE ONLY public.pieces_memoire
    ADD CONSTRAINT pieces_ligne_du_memoire FOREIGN KEY (memoire_id, ligne_id) REFERENCES public.lignes_prestation(memoire_id, id);

ALTER TABLE ONLY public.pieces_memoire
    ADD CONSTRAINT pieces_memoire_memoire_id_fkey FOREIGN KEY (memoire_id) REFERENCES public.memoires(id);

ALTER TABLE ONLY public.pieces_memoire
    ADD CONSTRAINT pieces_memoire_piece_fkey FOREIGN KEY (piece) REFERENCES public.pieces(id);

ALTER TABLE ONLY public.pieces
    ADD CONSTRAINT pieces_structure_id_fkey FOREIGN KEY (structure_id) REFERENCES public.structures(id);

ALTER TABLE ONLY public.pieces
    ADD CONSTRAINT pieces_utilisateur_id_fkey FOREIGN KEY (utilisateur_id) REFERENCES public.utilisateurs(id);

ALTER TABLE ONLY public.provenances
    ADD CONSTRAINT provenances_memoire_id_fkey FOREIGN KEY (memoire_id) REFERENCES public.memoires(id);

ALTER TABLE ONLY public.rattachements
    ADD CONSTRAINT rattachements_decide_par_fkey FOREIGN KEY (decide_par) REFERENCES public.utilisateurs(id);

ALTER TABLE ONLY public.rattachements
    ADD CONSTRAINT rattachements_structure_id_fkey FOREIGN KEY (structure_id) REFERENCES public.structures(id);

ALTER TABLE ONLY public.rattachements
    ADD CONSTRAINT rattachements_utilisateur_id_fkey FOREIGN KEY (utilisateur_id) REFERENCES public.utilisateurs(id);

ALTER TABLE ONLY public.roles_utilisateur
    ADD CONSTRAINT roles_utilisateur_accorde_par_fkey FOREIGN KEY (accorde_par) REFERENCES public.utilisateurs(id);

ALTER TABLE ONLY public.roles_utilisateur
    ADD CONSTRAINT roles_utilisateur_retire_par_fkey FOREIGN KEY (retire_par) REFERENCES public.utilisateurs(id);

ALTER TABLE ONLY public.roles_utilisateur
    ADD CONSTRAINT roles_utilisateur_utilisateur_id_fkey FOREIGN KEY (utilisateur_id) REFERENCES public.utilisateurs(id);

ALTER TABLE ONLY public.services
    ADD CONSTRAINT services_structure_id_fkey FOREIGN KEY (structure_id) REFERENCES public.structures(id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_utilisateur_id_fkey FOREIGN KEY (utilisateur_id) REFERENCES public.utilisateurs(id);
