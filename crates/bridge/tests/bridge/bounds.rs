//! Limits: sizes, times, connections, and arbitrary bytes.

use std::io::{Read as _, Write as _};
use std::time::Duration;

use bridge::{Limits, Options};
use model::rng::Rng;

use crate::client::{Reply, Served, headless};

fn limited(limits: Limits) -> Served {
    Served::new(Options { limits, ..headless() })
}

#[test]
fn too_large_bodies_are_refused() {
    let bridge = limited(Limits { body_bytes: 1_000, ..Limits::default() });
    let fits = format!("{{}}{}", " ".repeat(998));
    assert_eq!(bridge.call("ListQueues", &fits).status, 200);
    let reply = bridge.call("ListQueues", &format!("{fits} "));
    assert_eq!(reply.status, 413);
    assert_eq!(reply.error().1, "RequestEntityTooLargeException;Sender");
    let head = "POST / HTTP/1.1\r\nx-amz-target: AmazonSQS.ListQueues\r\ntransfer-encoding: chunked\r\n";
    let chunk = format!("3ea\r\n{fits}  \r\n0\r\n\r\n");
    let chunked = format!("{head}host: {}\r\nconnection: close\r\n\r\n{chunk}", bridge.host());
    assert_eq!(bridge.send(chunked.as_bytes()).status, 413);
}

#[test]
fn the_largest_batch_fits_however_it_is_escaped() {
    let bridge = Served::new(headless());
    bridge.make("orders");
    let entry = |id: usize| format!(r#"{{"Id":"e{id}","MessageBody":"{}"}}"#, r"\u00e9".repeat(52_428));
    let entries: Vec<String> = (0..10).map(entry).collect();
    let call = format!(r#"{{"QueueUrl":"{}","Entries":[{}]}}"#, bridge.url("orders"), entries.join(","));
    assert_ne!(bridge.call("SendMessageBatch", &call).status, 413, "{} bytes", call.len());
}

#[test]
fn too_large_heads_are_refused() {
    let bridge = Served::new(headless());
    let long = "x".repeat(100_000);
    let reply = bridge.request("GET /_health", &[("x-long", &long)], "");
    assert_eq!(reply.status, 431);
}

#[test]
fn slow_heads_time_out() {
    let bridge = limited(Limits { head: Duration::from_millis(50), ..Limits::default() });
    for bytes in ["", "POST / HTTP/1.1\r\nhost: loc"] {
        let mut stream = bridge.connect();
        stream.write_all(bytes.as_bytes()).expect("sent");
        let mut rest = Vec::new();
        let ended = stream.read_to_end(&mut rest);
        assert!(ended.is_ok() && !rest.starts_with(b"HTTP/1.1 200"), "{ended:?}");
    }
}

#[test]
fn slow_bodies_time_out() {
    let bridge = limited(Limits { body: Duration::from_millis(50), ..Limits::default() });
    let whole = bridge.call_text("ListQueues", "{      }");
    let reply = bridge.send(&whole[..whole.len() - 1]);
    assert_eq!(reply.status, 408);
    assert_eq!(reply.error().1, "RequestTimeoutException;Sender");
}

#[test]
fn further_connections_wait() {
    let bridge = limited(Limits { connections: 2, ..Limits::default() });
    let (first, second) = (bridge.connect(), bridge.connect());
    // After an answer, both connections are accepted.
    for mut stream in [&first, &second] {
        stream.write_all(format!("GET /_health HTTP/1.1\r\nhost: {}\r\n\r\n", bridge.host()).as_bytes()).expect("sent");
        assert_ne!(stream.read(&mut [0; 1_000]).expect("answered"), 0);
    }
    let mut third = bridge.begin("ListQueues", "{}");
    third.set_read_timeout(Some(Duration::from_millis(100))).expect("a time");
    assert!(third.read(&mut [0]).is_err(), "a third one was let in");
    drop(first);
    third.set_read_timeout(Some(Duration::from_secs(60))).expect("a time");
    assert_eq!(Reply::read(third).status, 200);
}

#[test]
fn any_bytes_are_safe() {
    let bridge = Served::new(headless());
    let mut rng = Rng::stream(9324, 0);
    for round in 0..300 {
        let mut noise: Vec<u8> = (0..rng.within(0, 200)).map(|_| rng.below(256) as u8).collect();
        let bytes = match round % 3 {
            0 => noise,
            1 => {
                let text = bridge.call_text("SendMessage", &"x".repeat(noise.len()));
                let mut bytes = text[..text.len() - noise.len()].to_vec();
                bytes.append(&mut noise);
                bytes
            }
            _ => {
                let mut bytes = bridge.call_text("ReceiveMessage", r#"{"QueueUrl":"q","MaxNumberOfMessages":3}"#);
                for byte in noise {
                    let at = rng.below(bytes.len() as u64) as usize;
                    bytes[at] = byte;
                }
                bytes
            }
        };
        let mut stream = bridge.connect();
        // The bridge can close the connection at any point.
        let _ = stream.write_all(&bytes);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let _ = stream.read_to_end(&mut Vec::new());
    }
    assert_eq!(bridge.call("ListQueues", "{}").status, 200);
}
