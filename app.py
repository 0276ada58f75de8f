"""The entry of the app: `streamlit run app.py`."""

import streamlit as st


def main() -> None:
    """Draw the page in view under the navigation."""
    st.set_page_config(page_title="IMS Reflex Trainer", layout="wide")
    pages = {
        "Practise": [
            st.Page("sim/ui/pages/cases.py", title="Cases", default=True),
            st.Page("sim/ui/pages/bench.py", title="The bench", url_path="bench"),
        ],
        "Refresh": [
            st.Page("sim/ui/pages/atlas.py", title="Segment atlas", url_path="atlas"),
        ],
        "About": [
            st.Page("sim/ui/pages/about.py", title="How it works", url_path="about"),
            st.Page("sim/ui/pages/validation.py", title="Evidence and validation", url_path="validation"),
        ],
    }
    st.navigation(pages, position="top").run()


main()
