//! The server as a browser, and as somebody who tries the fence, sees it.

use super::*;

/// A folder with a site and a secret beside it, gone after the test.
struct Site(PathBuf);

impl Site {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("kamlens-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("site/sample")).unwrap();
        for (file, text) in [
            ("secret.txt", "secret"),
            ("site/index.html", "<p>page</p>"),
            ("site/engine-worker.js", "// worker"),
            ("site/engine_bg.wasm", "\0asm"),
            ("site/chunk-AB12.js", "// chunk"),
            ("site/sample/客户 1.csv", "a,b"),
        ] {
            fs::write(folder.join(file), text).unwrap();
        }
        Self(folder)
    }

    fn get(&self, url: &str) -> Reply {
        answer(&self.0.join("site"), &Method::GET, url, None)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Reply {
    fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(n, _)| n == name);
        found.map_or("", |(_, value)| value)
    }
}

#[test]
fn workers_get_their_own_policy() {
    let site = Site::new("policy");
    let page = site.get("/");
    assert_eq!(
        (page.status, page.body.as_slice()),
        (200, &b"<p>page</p>"[..])
    );
    assert_eq!(page.header("Content-Security-Policy"), policy::PAGE);
    assert_eq!(page.header("Content-Type"), "text/html; charset=utf-8");
    let worker = site.get("/engine-worker.js?v=1");
    assert_eq!(worker.header("Content-Security-Policy"), policy::WORKER);
    let wasm = site.get("/engine_bg.wasm");
    assert_eq!(wasm.header("Content-Type"), "application/wasm");
    assert_eq!(wasm.header("Content-Security-Policy"), policy::PAGE);
}

#[test]
fn unchanged_files_are_not_sent_again() {
    let site = Site::new("etag");
    let first = site.get("/engine-worker.js");
    assert_eq!(first.header("Cache-Control"), "no-cache");
    let tag = format!("\"other\", {}", first.header("ETag"));
    let folder = site.0.join("site");
    let again = answer(&folder, &Method::GET, "/engine-worker.js", Some(&tag));
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(again.header("ETag"), first.header("ETag"));
    fs::write(folder.join("engine-worker.js"), "// changed").unwrap();
    let changed = answer(&folder, &Method::GET, "/engine-worker.js", Some(&tag));
    assert_eq!(changed.status, 200);
    let chunk = site.get("/chunk-AB12.js");
    assert!(chunk.header("Cache-Control").contains("immutable"));
}

#[test]
fn nothing_outside_the_site_is_served() {
    let site = Site::new("fence");
    for url in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/sample/..%2f..%2fsecret.txt",
        "/sample/%2e%2e/%2e%2e/secret.txt",
        "/..%5csecret.txt",
        "//secret.txt",
        "/%00",
        "/%zz",
        "secret.txt",
        "/none.html",
        "/sample",
    ] {
        let reply = site.get(url);
        assert_eq!(reply.status, 404, "{url}");
        assert_eq!(reply.header("Content-Security-Policy"), policy::PAGE);
    }
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_outside() {
    let site = Site::new("links");
    let link = site.0.join("site/link.txt");
    std::os::unix::fs::symlink(site.0.join("secret.txt"), link).unwrap();
    assert_eq!(site.get("/link.txt").status, 404);
}

#[test]
fn names_in_any_script_are_found() {
    let site = Site::new("names");
    let reply = site.get("/sample/%E5%AE%A2%E6%88%B7%201.csv");
    assert_eq!((reply.status, reply.body.as_slice()), (200, &b"a,b"[..]));
}

#[test]
fn other_methods_are_refused() {
    let site = Site::new("methods");
    let reply = answer(&site.0.join("site"), &Method::POST, "/", None);
    assert_eq!((reply.status, reply.header("Allow")), (405, "GET, HEAD"));
}

#[test]
fn a_busy_port_is_named_with_a_way_out() {
    let taken = listen(0).unwrap();
    let port = taken.local_addr().unwrap().port();
    let message = listen(port).unwrap_err();
    assert!(
        message.contains(&format!("port {port} is busy")),
        "{message}"
    );
    assert!(message.contains("--port"), "{message}");
}

#[test]
fn head_gives_the_length_without_the_body() {
    use std::io::{Read, Write};
    let site = Site::new("head");
    let server = Background::start(listen(0).unwrap(), site.0.join("site")).unwrap();
    let address = server.url.trim_start_matches("http://");
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let request = "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    assert!(text.starts_with("HTTP/1.1 200"), "{text}");
    assert!(text.contains("content-length: 11\r\n"), "{text}");
    assert!(text.ends_with("\r\n\r\n"), "{text}");
}

/// Browsers open many connections at once and keep them: each of them gets its answers.
#[test]
fn connections_that_come_together_are_all_answered() {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpStream;
    let site = Site::new("together");
    let server = Background::start(listen(0).unwrap(), site.0.join("site")).unwrap();
    let address = server.url.trim_start_matches("http://");
    let connect = |_| {
        let stream = TcpStream::connect(address).unwrap();
        let patience = Some(std::time::Duration::from_secs(20));
        stream.set_read_timeout(patience).unwrap();
        BufReader::new(stream)
    };
    let mut streams: Vec<BufReader<TcpStream>> = (0..64).map(connect).collect();
    for round in 0..2 {
        for (number, stream) in streams.iter_mut().enumerate() {
            let request = "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n";
            stream.get_mut().write_all(request.as_bytes()).unwrap();
            let head = stream.lines().map_while(Result::ok);
            let head: Vec<String> = head.take_while(|line| !line.is_empty()).collect();
            let status = head.first().map_or("no answer", String::as_str);
            assert_eq!(
                status, "HTTP/1.1 200 OK",
                "connection {number}, round {round}"
            );
        }
    }
}
