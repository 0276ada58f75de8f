from sim.ui.views.validation import render

render()
