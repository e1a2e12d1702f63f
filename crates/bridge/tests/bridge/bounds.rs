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
fn further_connections_wait_while_all_are_busy() {
    let bridge = limited(Limits { connections: 2, ..Limits::default() });
    bridge.make("orders");
    let receive = format!(r#"{{"QueueUrl":"{}","WaitTimeSeconds":20}}"#, bridge.url("orders"));
    let (first, _second) = (bridge.begin("ReceiveMessage", &receive), bridge.begin("ReceiveMessage", &receive));
    std::thread::sleep(Duration::from_millis(200));
    let mut third = bridge.begin("ListQueues", "{}");
    third.set_read_timeout(Some(Duration::from_millis(1_500))).expect("a time");
    assert!(third.read(&mut [0]).is_err(), "a third one was let in");
    drop(first);
    third.set_read_timeout(Some(Duration::from_secs(60))).expect("a time");
    assert_eq!(Reply::read(third).status, 200);
}

#[test]
#[allow(clippy::disallowed_methods, reason = "connections live in real time")]
fn the_idlest_connection_is_closed_when_all_are_taken() {
    let bridge = Served::new(headless());
    let health = format!("GET /_health HTTP/1.1\r\nhost: {}\r\n\r\n", bridge.host());
    let mut idle: Vec<_> = (0..512).map(|_| bridge.connect()).collect();
    for stream in &mut idle {
        stream.write_all(health.as_bytes()).expect("sent");
        assert_ne!(stream.read(&mut [0; 1_000]).expect("answered"), 0);
    }
    let began = std::time::SystemTime::now();
    for _ in 0..3 {
        assert_eq!(bridge.request("GET /_health", &[], "").status, 200);
    }
    assert!(began.elapsed().expect("a time") < Duration::from_secs(10));
    assert_eq!(idle[0].read(&mut [0; 1_000]).expect("closed"), 0, "the idlest has to leave");
    let newest = idle.last_mut().expect("a connection");
    newest.write_all(health.as_bytes()).expect("sent");
    assert_ne!(newest.read(&mut [0; 1_000]).expect("answered"), 0, "the newest stays");
}

#[test]
fn all_bodies_together_have_a_bound() {
    let bridge = limited(Limits { all_bodies_bytes: 1_000, ..Limits::default() });
    let whole = bridge.call_text("ListQueues", &format!("{{}}{}", " ".repeat(998)));
    let mut first = bridge.connect();
    first.write_all(&whole[..whole.len() - 1]).expect("sent");
    std::thread::sleep(Duration::from_millis(200));
    let reply = bridge.call("ListQueues", "{   }");
    assert_eq!((reply.status, reply.error().1.as_str()), (503, "ServiceUnavailable;Receiver"));
    first.write_all(&whole[whole.len() - 1..]).expect("sent");
    assert_eq!(Reply::read(first).status, 200);
    assert_eq!(bridge.call("ListQueues", "{   }").status, 200, "the room is free again");
}

#[test]
fn r_70_the_answer_to_a_too_large_body_can_be_read() {
    let bridge = limited(Limits { body_bytes: 4 << 20, ..Limits::default() });
    let refused = |pieces: usize, pause: Duration| {
        let whole = bridge.call_text("ListQueues", &format!("{{}}{}", " ".repeat(6 << 20)));
        let mut stream = bridge.connect();
        for piece in whole.chunks(whole.len().div_ceil(pieces)) {
            stream.write_all(piece).expect("the bridge reads on");
            std::thread::sleep(pause);
        }
        let reply = Reply::read(stream);
        assert_eq!((reply.status, reply.error().1.as_str()), (413, "RequestEntityTooLargeException;Sender"));
    };
    refused(1, Duration::ZERO);
    refused(60, Duration::from_millis(30));
}

#[test]
fn r_70_refusals_before_the_body_is_read_can_be_read() {
    let bridge = Served::new(headless());
    let large = " ".repeat(6 << 20);
    let foreign = ("origin", "https://evil.example");
    assert_eq!(bridge.request("POST /", &[foreign], &large).status, 403);
    assert_eq!(bridge.request("POST /_health", &[], &large).status, 405);
    assert_eq!(bridge.request("POST /_clock", &[], &large).status, 409);
    assert_eq!(bridge.request("POST /?Action=SendMessage", &[], &large).status, 400);
}

#[test]
fn r_01_the_largest_message_fits_with_every_character_escaped() {
    let bridge = Served::new(headless());
    bridge.make("orders");
    let send = |characters| {
        let body = r"\u003c".repeat(characters);
        bridge.call("SendMessage", &format!(r#"{{"QueueUrl":"{}","MessageBody":"{body}"}}"#, bridge.url("orders")))
    };
    assert_eq!(send(1_048_576).status, 200);
    assert_eq!(send(1_048_577).error().1, "InvalidParameterValue;Sender");
}

#[test]
fn malformed_chunks_are_refused_with_a_sentence() {
    let bridge = Served::new(headless());
    let long = format!("2;{}\r\n{{}}\r\n0\r\n\r\n", "x".repeat(1_000_000));
    for chunks in ["zz\r\n", "2\r\n{}zz", &long] {
        let host = bridge.host();
        let head = format!("POST / HTTP/1.1\r\nhost: {host}\r\ntransfer-encoding: chunked\r\nconnection: close\r\n");
        let reply = bridge.send(format!("{head}x-amz-target: AmazonSQS.ListQueues\r\n\r\n{chunks}").as_bytes());
        assert_eq!(reply.status, 400);
        let (_, code, sentence) = reply.error();
        assert_eq!(code, "SerializationException;Sender");
        assert_eq!(sentence, "The body cannot be read: it ended early, or its chunks are malformed.");
    }
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
