"""Small translators trained, or trained further, on pairs of sentences."""

from toolkit.train.config import Config, read_config
from toolkit.train.run import Outcome, train
from toolkit.train.session import Listeners

__all__ = ["Config", "Listeners", "Outcome", "read_config", "train"]
