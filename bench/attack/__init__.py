"""Random hostile requests to a real server, and whether any of them hurts it.

`python -m bench.attack --seconds 60 --seed 1 --profile production`
"""
