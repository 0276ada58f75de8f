from sim.ui.views.about import render

render()
