"""Runs the action named by the environment variable ACTION."""

import logging
import os
import sys
from collections.abc import Mapping

from kaapana_clinical_tools.actions import ACTIONS
from kaapana_clinical_tools.context import Context
from kaapana_clinical_tools.errors import ActionError, NothingToDo

SKIPPED = 126
LOG = logging.getLogger("kaapana_clinical_tools")


def main(env: Mapping[str, str]) -> int:
    """The exit code: 0, 1 with a reason in the log, or 126 if there is nothing to do."""
    action = ACTIONS.get(env.get("ACTION", ""))
    if action is None:
        LOG.error("ACTION must be one of %s", ", ".join(sorted(ACTIONS)))
        return 1
    try:
        action.run(Context(env))
    except NothingToDo as e:
        LOG.info("%s: %s", action.name, e)
        return SKIPPED
    except ActionError as e:
        LOG.error("%s: %s", action.name, e)
        return 1
    return 0


def console() -> None:
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    sys.exit(main(os.environ))


if __name__ == "__main__":
    console()
