//! Serves `dist/` as a careful static host would.

use std::fs;
use std::io::{Cursor, ErrorKind};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use tiny_http::{Header, Method, Request, Response, Server};

use crate::policy;
use crate::shell::{Outcome, root};
use crate::site;
use crate::stamp::fingerprint;

/// Where the site is served unless `--port` says otherwise.
pub const DEFAULT_PORT: u16 = 8080;

const THREADS: usize = 4;

/// Builds and serves until interrupted.
pub fn command(port: u16) -> Outcome {
    let listener = listen(port)?;
    site::build()?;
    let server = Background::start(listener, root().join("dist"))?;
    println!("\nkamlens is at {}  (Ctrl-C ends it)", server.url);
    for worker in server.workers {
        let _ = worker.join();
    }
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

/// A server with its threads; it ends with the process.
pub struct Background {
    /// Where it listens, without a slash at the end.
    pub url: String,
    workers: Vec<thread::JoinHandle<()>>,
}

impl Background {
    /// Serves a folder.
    pub fn start(listener: TcpListener, site: PathBuf) -> Result<Self, String> {
        let address = listener.local_addr().map_err(|e| e.to_string())?;
        let server = Server::from_listener(listener, None).map_err(|e| e.to_string())?;
        let (server, site) = (Arc::new(server), Arc::new(site));
        let worker = || {
            let (server, site) = (Arc::clone(&server), Arc::clone(&site));
            thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    respond(request, &site);
                }
            })
        };
        Ok(Self {
            url: format!("http://{address}"),
            workers: (0..THREADS).map(|_| worker()).collect(),
        })
    }
}

/// An answer, before it goes onto the wire.
#[derive(Debug)]
struct Reply {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

fn respond(request: Request, site: &Path) {
    let known = request.headers().iter();
    let known = known
        .filter(|header| header.field.equiv("If-None-Match"))
        .map(|header| header.value.as_str().to_owned())
        .next();
    let reply = answer(site, request.method(), request.url(), known.as_deref());
    let mut response = Response::new(
        reply.status.into(),
        Vec::new(),
        Cursor::new(reply.body.clone()),
        Some(reply.body.len()),
        None,
    )
    .with_chunked_threshold(usize::MAX);
    for (name, value) in reply.headers {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // A browser that went away is no error of ours.
    let _ = request.respond(response);
}

/// Answers GET and HEAD for a file of the site; `known` is the browser's entity tag.
fn answer(site: &Path, method: &Method, url: &str, known: Option<&str>) -> Reply {
    if !matches!(method, Method::Get | Method::Head) {
        let mut reply = plain(405, "only GET and HEAD");
        reply.headers.push(("Allow", "GET, HEAD".to_owned()));
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
    headers.push(("ETag", tag));
    headers.push(("Cache-Control", policy::cache_control(&path).to_owned()));
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

fn headers(path: &str) -> Vec<(&'static str, String)> {
    let policy = policy::content_security(path).to_owned();
    vec![
        ("Content-Type", policy::media_type(path).to_owned()),
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
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
