//! Access control by host and origin.

use crate::client::{Served, headless, text, virtual_clock};
use bridge::Options;

const LIST: (&str, &str) = ("x-amz-target", "AmazonSQS.ListQueues");

#[test]
fn calls_for_another_host_are_refused() {
    let bridge = Served::new(headless());
    let port = bridge.port;
    for host in ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"] {
        assert_eq!(bridge.request("POST /", &[("host", &format!("{host}:{port}")), LIST], "{}").status, 200, "{host}");
    }
    for host in ["evil.example", "localhost.evil.example", "0.0.0.0", "127.0.0.1.nip.io", "localhost@evil.example", ""]
    {
        for line in ["POST /", "GET /_health", "POST /_clock", "GET /_board", "POST /moto-api/reset"] {
            let reply = bridge.request(line, &[("host", &format!("{host}:{port}")), LIST], "{}");
            assert_eq!(reply.status, 403, "{line} {host}");
            assert!(text(&reply.json(), "message").contains("localhost"));
        }
    }
    assert_eq!(bridge.request("POST /", &[("host", "localhost"), LIST], "{}").status, 403, "another port");
    assert_eq!(bridge.send(b"GET /_health HTTP/1.0\r\n\r\n").status, 403, "no host");
    let two =
        format!("GET /_health HTTP/1.1\r\nhost: localhost:{port}\r\nhost: evil.example\r\nconnection: close\r\n\r\n");
    assert_ne!(bridge.send(two.as_bytes()).status, 200, "two hosts");
    let line = format!("GET http://evil.example:{port}/_health");
    assert_eq!(bridge.request(&line, &[], "").status, 403, "a proxy it is not");
}

#[test]
fn pages_of_other_machines_are_refused() {
    let bridge = Served::new(virtual_clock());
    let own = format!("http://{}", bridge.host());
    let numbered = format!("http://127.0.0.1:{}", bridge.port);
    for (origin, local, is_own) in [
        (own.as_str(), true, true),
        (numbered.as_str(), true, true),
        ("http://localhost:5173", true, false),
        ("https://[::1]:8443", true, false),
        ("null", false, false),
        ("https://evil.example", false, false),
        ("http://localhost.evil.example", false, false),
    ] {
        let status = |allowed| if allowed { 200 } else { 403 };
        let ask = |line, body| bridge.request(line, &[("origin", origin), LIST], body);
        assert_eq!(ask("POST /", "{}").status, status(local), "{origin}");
        assert_eq!(ask("POST /000000000000/orders", "{}").status, status(local), "{origin}");
        assert_eq!(ask("GET /_health", "").status, status(local), "{origin}");
        assert_eq!(ask("POST /_clock", r#"{"advance_ms":1}"#).status, status(is_own), "{origin}");
        assert_eq!(ask("POST /moto-api/reset", "").status, status(is_own), "{origin}");
    }
}

#[test]
fn pages_of_other_machines_cannot_attach() {
    let bridge = Served::new(Options::default());
    for origin in ["null", "https://evil.example", "http://localhost:5173"] {
        let upgrade = [
            ("connection", "upgrade"),
            ("upgrade", "websocket"),
            ("sec-websocket-version", "13"),
            ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
            ("origin", origin),
        ];
        assert_eq!(bridge.request("GET /_board", &upgrade, "").status, 403, "{origin}");
    }
}

#[test]
fn pages_of_this_machine_may_call() {
    let bridge = Served::new(headless());
    let origin = ("origin", "http://localhost:5173");
    let preflight = bridge.request(
        "OPTIONS /",
        &[
            origin,
            ("access-control-request-method", "POST"),
            ("access-control-request-headers", "authorization,content-type,x-amz-target,x-amz-user-agent"),
            ("access-control-request-private-network", "true"),
        ],
        "",
    );
    assert_eq!(preflight.status, 200);
    assert_eq!(preflight.header("access-control-allow-origin"), Some(origin.1));
    assert_eq!(preflight.header("access-control-allow-private-network"), Some("true"));
    assert!(preflight.header("access-control-allow-methods").is_some_and(|methods| methods.contains("POST")));
    let allowed = preflight.header("access-control-allow-headers").expect("headers");
    let sent_by_sdks = "authorization content-type x-amz-target x-amz-date x-amz-security-token x-amz-user-agent \
                        x-amz-content-sha256 x-amzn-query-mode x-amzn-trace-id amz-sdk-invocation-id amz-sdk-request";
    for header in sent_by_sdks.split_whitespace() {
        assert!(allowed.split(',').any(|other| other.trim() == header), "{header} is not in {allowed}");
    }

    let refused =
        bridge.request("POST /", &[origin, ("x-amz-target", "AmazonSQS.GetQueueUrl")], r#"{"QueueName":"q"}"#);
    assert_eq!(refused.status, 400);
    assert_eq!(refused.header("access-control-allow-origin"), Some(origin.1));
    let exposed = refused.header("access-control-expose-headers").expect("headers");
    assert!(exposed.contains("x-amzn-query-error") && exposed.contains("x-amzn-requestid"), "{exposed}");
    assert!(refused.header("vary").is_some_and(|vary| vary.contains("origin")));
}

#[test]
fn preflights_of_other_machines_are_refused() {
    let bridge = Served::new(headless());
    for origin in ["https://evil.example", "null"] {
        let asked = [("origin", origin), ("access-control-request-method", "POST")];
        for line in ["OPTIONS /", "OPTIONS /_clock", "OPTIONS /moto-api/reset"] {
            let preflight = bridge.request(line, &asked, "");
            assert_eq!(preflight.status, 403);
            assert_eq!(preflight.header("access-control-allow-origin"), None);
        }
    }
    let neighbour = [("origin", "http://localhost:5173"), ("access-control-request-method", "POST")];
    assert_eq!(bridge.request("OPTIONS /_clock", &neighbour, "").header("access-control-allow-origin"), None);
}

#[test]
fn cross_site_posts_without_an_origin_are_refused() {
    let bridge = Served::new(virtual_clock());
    for (site, public, control) in
        [("cross-site", 403, 403), ("same-site", 200, 403), ("same-origin", 200, 200), ("none", 200, 200)]
    {
        let ask = |line, body| bridge.request(line, &[("sec-fetch-site", site), LIST], body).status;
        assert_eq!(ask("POST /", "{}"), public, "{site}");
        assert_eq!(ask("GET /_health", ""), 200, "{site}");
        assert_eq!(ask("POST /_clock", r#"{"advance_ms":1}"#), control, "{site}");
        assert_eq!(ask("POST /moto-api/reset", ""), control, "{site}");
    }
    // A page at another name of this machine is another site, and says its origin.
    let local = [("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:5173"), LIST];
    assert_eq!(bridge.request("POST /", &local, "{}").status, 200);
}

#[test]
fn every_answer_keeps_other_sites_away() {
    let bridge = Served::new(Options::default());
    for line in ["GET /", "GET /app.js", "GET /_health", "GET /nothing", "POST /_clock"] {
        let reply = bridge.request(line, &[], "");
        assert_eq!(reply.header("cross-origin-opener-policy"), Some("same-origin"), "{line}");
        assert_eq!(reply.header("cross-origin-resource-policy"), Some("same-site"), "{line}");
    }
}
