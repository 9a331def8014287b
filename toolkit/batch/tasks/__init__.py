"""What can be done with a row: one table of tasks."""

from __future__ import annotations

from toolkit.batch.tasks.material import Task
from toolkit.lookup import load_attribute

_TASKS = {
    "translate": "toolkit.batch.tasks.translating:TASK",
    "summarise": "toolkit.batch.tasks.summarising:TASK",
    "check": "toolkit.batch.tasks.pairs:CHECK",
    "repair": "toolkit.batch.tasks.pairs:REPAIR",
}


def find_task(name: str) -> Task:
    """Return the task called `name`."""
    task: Task = load_attribute(_TASKS[name])
    return task
