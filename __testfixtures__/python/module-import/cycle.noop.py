import app.cycle.gone

print(app.cycle.gone.High)
