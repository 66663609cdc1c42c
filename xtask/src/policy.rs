//! The headers that a careful host sends with the site. `ARCHITECTURE.md`, invariant 8, says why.

/// For documents and everything else that is not a worker. `index.html` has the same as `<meta>`.
pub const PAGE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
    base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
    trusted-types kamlens lit-html";

/// For worker scripts only: a worker loaded by URL takes its policy from its own response.
pub const WORKER: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    connect-src 'self'; worker-src 'self'";

/// The Content-Security-Policy of a file of the site.
pub fn content_security(path: &str) -> &'static str {
    if path.ends_with("-worker.js") {
        return WORKER;
    }
    PAGE
}

/// Names with a hash never change; everything else is asked for again and answered with 304.
pub fn cache_control(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name.starts_with("chunk-") {
        return "public, max-age=31536000, immutable";
    }
    "no-cache"
}

/// The media type by the file's ending.
pub fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "csv" => "text/csv",
        "txt" | "md" => "text/plain; charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::PAGE;
    use crate::shell::root;

    #[test]
    fn html_files_carry_the_policy_as_meta() {
        for page in ["www/index.html", "www/embed.html"] {
            let text = std::fs::read_to_string(root().join(page)).unwrap();
            let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{PAGE}\">");
            assert!(text.contains(&meta), "{page} lacks {meta}");
        }
    }
}
