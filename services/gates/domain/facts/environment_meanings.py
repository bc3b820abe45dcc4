"""What the facts of environments say."""

from collections.abc import Mapping

from services.gates.domain.facts.telling import counted, day, truth
from shared.events.environments import HardeningKind

HARDENING: Mapping[HardeningKind, str] = {
    kind: f"hardening.{kind}" for kind in HardeningKind if kind is not HardeningKind.OTHER
}
WORDS: Mapping[HardeningKind, tuple[str, str]] = {
    HardeningKind.PRIVATE_ENDPOINT: ("its private endpoint", "son point d'accès privé"),
    HardeningKind.NETWORK_SECURITY: ("the security of its network", "la sécurité de son réseau"),
    HardeningKind.ACCESS_CONTROL: ("the control of access to it", "le contrôle des accès"),
    HardeningKind.SECRETS: ("its management of secrets", "la gestion des secrets"),
    HardeningKind.ENCRYPTION: ("its encryption", "le chiffrement"),
    HardeningKind.MONITORING: ("its monitoring", "la surveillance"),
    HardeningKind.ALERTING: ("its alerts", "les alertes"),
    HardeningKind.SERVICE_LEVELS: ("its service levels", "les niveaux de service"),
    HardeningKind.LOG_PIPELINE: ("its log pipeline", "la collecte des journaux"),
    HardeningKind.CAPACITY: ("its capacity", "sa capacité"),
    HardeningKind.BACKUP: ("its backup", "la sauvegarde"),
    HardeningKind.RECOVERY: ("its recovery from failure", "la reprise après panne"),
}

MEANINGS = (
    truth(
        "environment.production",
        "There is an environment for production",
        "Il existe un environnement de production",
    ),
    day("environment.deployed_on", "The day of the last deployment there", "Le jour du dernier déploiement"),
    truth(
        "environment.deployed_release_is_pinned",
        "What was deployed there last is the release that is pinned",
        "La dernière version déployée est celle qui est figée",
    ),
    counted(
        "environment.hardening_open",
        "What the production environment is to be hardened in and nobody verified yet",
        "Points de renforcement de la production que personne n'a encore vérifiés",
    ),
    *(
        truth(
            HARDENING[kind],
            f"In the production environment, {en}: all that was to be done is verified",
            f"En production, {fr} : tout ce qui devait être fait est vérifié",
        )
        for kind, (en, fr) in WORDS.items()
    ),
)
