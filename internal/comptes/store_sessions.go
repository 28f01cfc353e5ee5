package comptes

const sqlSession = `
SELECT s.donnees
FROM sessions s
LEFT JOIN utilisateurs u ON u.id = s.utilisateur_id
WHERE s.jeton = @jeton AND s.expire_at > @maintenant AND s.revoque_at IS NULL AND COALESCE(u.actif, true)`

const sqlSessionValide = `
SELECT u.id
FROM sessions s
JOIN utilisateurs u ON u.id = s.utilisateur_id
WHERE s.jeton = @jeton AND s.expire_at > @maintenant AND s.revoque_at IS NULL AND u.actif`

const sqlEcrireSession = `
INSERT INTO sessions AS s (jeton, donnees, utilisateur_id, adresse_ip, agent, created_at, vu_at, expire_at)
VALUES (@jeton, @donnees, @utilisateur, @adresse, @agent, @maintenant, @maintenant, @expire)
ON CONFLICT (jeton) DO UPDATE
SET donnees = EXCLUDED.donnees, utilisateur_id = EXCLUDED.utilisateur_id, adresse_ip = EXCLUDED.adresse_ip,
    agent = EXCLUDED.agent, vu_at = EXCLUDED.vu_at, expire_at = EXCLUDED.expire_at
WHERE s.revoque_at IS NULL`

const sqlMesSessions = `
SELECT encode(s.jeton, 'hex') AS empreinte, s.adresse_ip, s.agent, s.created_at, s.vu_at
FROM sessions s
WHERE s.utilisateur_id = @utilisateur AND s.expire_at > @maintenant AND s.revoque_at IS NULL
ORDER BY s.vu_at DESC`

const sqlRevoquerSessions = `
UPDATE sessions
SET revoque_at = now()
WHERE utilisateur_id = @utilisateur AND revoque_at IS NULL`

const sqlRevoquerSession = `
UPDATE sessions
SET revoque_at = now()
WHERE jeton = @jeton AND revoque_at IS NULL
  AND (@utilisateur::bigint IS NULL OR utilisateur_id = @utilisateur)
RETURNING utilisateur_id`

const sqlBalayerSessions = `
DELETE FROM sessions
WHERE expire_at <= @maintenant`
