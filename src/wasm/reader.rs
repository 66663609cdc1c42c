//! Reading for the browser.
