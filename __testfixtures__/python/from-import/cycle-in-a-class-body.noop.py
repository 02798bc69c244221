class Low:
    from app.cycle.gone import High
