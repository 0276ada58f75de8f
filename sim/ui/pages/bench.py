from sim.ui.views.bench import render

render()
