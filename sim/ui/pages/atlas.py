from sim.ui.views.atlas import render

render()
