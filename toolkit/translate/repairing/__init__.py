"""How a wrong figure of a translation is judged, reworded and put back in its sentence."""
