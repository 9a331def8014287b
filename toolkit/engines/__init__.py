"""How a model is run: the only home of ctranslate2, transformers and sentencepiece."""
