"""The least a Streamlit page can do on a click: the reference of `click_to_painted`."""

import streamlit as st

st.session_state.setdefault("clicks", 0)
if st.button("Click"):
    st.session_state.clicks += 1
st.text(f"clicks: {st.session_state.clicks}")
