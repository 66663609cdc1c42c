//! Serves `dist/` as a careful static host would.

use std::convert::Infallible;
use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::runtime::Runtime;

use crate::policy;
use crate::shell::{Outcome, root};
use crate::site;
use crate::stamp::fingerprint;

/// Where the site is served unless `--port` says otherwise.
pub const DEFAULT_PORT: u16 = 8080;

/// How long nothing is taken after a connection that could not be taken.
const PAUSE: Duration = Duration::from_millis(20);

/// Builds and serves until interrupted.
pub fn command(port: u16) -> Outcome {
    let listener = listen(port)?;
    site::build()?;
    let server = Background::start(listener, root().join("dist"))?;
    println!("\nkamlens is at {}  (Ctrl-C ends it)", server.url);
    server.forever();
    Ok(())
}

/// A port of this machine; 0 takes any that is free.
pub fn listen(port: u16) -> Result<TcpListener, String> {
    TcpListener::bind(("127.0.0.1", port)).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => format!(
            "port {port} is busy: another program listens there. \
             Choose one with `cargo xtask serve --port {}`",
            port.wrapping_add(1)
        ),
        _ => format!("cannot listen on port {port}: {error}"),
    })
}

/// A server with its threads; dropped, it answers no more.
#[must_use]
pub struct Background {
    /// Where it listens, without a slash at the end.
    pub url: String,
    _runtime: Runtime,
}

impl Background {
    /// Serves a folder.
    pub fn start(listener: TcpListener, site: PathBuf) -> Result<Self, String> {
        let start = || -> std::io::Result<Self> {
            let address = listener.local_addr()?;
            listener.set_nonblocking(true)?;
            let runtime = Runtime::new()?;
            let listener = {
                let _inside = runtime.enter();
                tokio::net::TcpListener::from_std(listener)?
            };
            runtime.spawn(accept(listener, Arc::new(site)));
            Ok(Self {
                url: format!("http://{address}"),
                _runtime: runtime,
            })
        };
        start().map_err(|error| format!("cannot serve: {error}"))
    }

    /// Serves until the process ends.
    fn forever(self) {
        loop {
            thread::park();
        }
    }
}

/// Each connection is served by itself: however many a browser keeps open, none waits for another.
async fn accept(listener: tokio::net::TcpListener, site: Arc<PathBuf>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // A connection is gone before it is taken, or there are too many: others may go.
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let site = Arc::clone(&site);
        tokio::spawn(async move {
            let answered = service_fn(|request| {
                let response = respond(&request, &site);
                async move { Ok::<_, Infallible>(response) }
            });
            // Nor is a browser that went away.
            let _ = http1::Builder::new()
                .serve_connection(TokioIo::new(stream), answered)
                .await;
        });
    }
}

/// An answer, before it goes onto the wire.
#[derive(Debug)]
struct Reply {
    status: u16,
    headers: Vec<(HeaderName, String)>,
    body: Vec<u8>,
}

fn respond(request: &Request<Incoming>, site: &Path) -> Response<Full<Bytes>> {
    let known = request.headers().get(header::IF_NONE_MATCH);
    let known = known.and_then(|tags| tags.to_str().ok());
    let reply = answer(site, request.method(), request.uri().path(), known);
    let mut response = Response::new(Full::from(reply.body));
    if let Ok(status) = StatusCode::from_u16(reply.status) {
        *response.status_mut() = status;
    }
    for (name, value) in reply.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// Answers GET and HEAD for a file of the site; `known` is the browser's entity tag.
fn answer(site: &Path, method: &Method, url: &str, known: Option<&str>) -> Reply {
    if !matches!(*method, Method::GET | Method::HEAD) {
        let mut reply = plain(405, "only GET and HEAD");
        reply.headers.push((header::ALLOW, "GET, HEAD".to_owned()));
        return reply;
    }
    let found = file_of(site, url).and_then(|path| Some((fs::read(site.join(&path)).ok()?, path)));
    let Some((body, path)) = found else {
        return plain(404, "not found");
    };
    let tag = format!("\"{}\"", fingerprint(&body));
    let fresh = known.is_some_and(|known| {
        let mut tags = known.split(',').map(|t| t.trim().trim_start_matches("W/"));
        tags.any(|t| t == tag || t == "*")
    });
    let mut headers = headers(&path);
    headers.push((header::ETAG, tag));
    headers.push((
        header::CACHE_CONTROL,
        policy::cache_control(&path).to_owned(),
    ));
    if fresh {
        return Reply {
            status: 304,
            headers,
            body: Vec::new(),
        };
    }
    Reply {
        status: 200,
        headers,
        body,
    }
}

fn plain(status: u16, text: &str) -> Reply {
    Reply {
        status,
        headers: headers("error.txt"),
        body: format!("{text}\n").into_bytes(),
    }
}

fn headers(path: &str) -> Vec<(HeaderName, String)> {
    let policy = policy::content_security(path).to_owned();
    vec![
        (header::CONTENT_TYPE, policy::media_type(path).to_owned()),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
    ]
}

/// The file inside the site that a URL names, relative to it; none for anything outside.
fn file_of(site: &Path, url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let mut path = percent_decoded(path)?;
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    let plain = |part: &str| {
        !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', '\0', ':'])
    };
    if !path.split('/').all(plain) {
        return None;
    }
    // Links must not lead outside either.
    let inside = site.canonicalize().ok()?;
    let file = site.join(&path).canonicalize().ok()?;
    (file.starts_with(inside) && file.is_file()).then_some(path)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |b: Option<u8>| char::from(b?).to_digit(16);
            let code = digit(rest.next())? * 16 + digit(rest.next())?;
            bytes.push(u8::try_from(code).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
#[path = "serve_tests.rs"]
mod tests;
