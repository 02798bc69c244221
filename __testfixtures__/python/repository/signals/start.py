import signals.limits

signals.limits.LEVEL = 2
