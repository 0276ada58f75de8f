from sim.ui.views.cases import render

render()
