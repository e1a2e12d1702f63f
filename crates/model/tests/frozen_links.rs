//! Links that were given out: each must open for ever, as the same shop. A link that was added here never changes, and
//! neither does the value that it stands for. Both are literals: no environment variable rewrites them.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use model::compare::Half;
use model::share::{Beside, Bookmark, from_link};
use model::shop::{
    Address, BaristaGroup, BaristaSettings, CashierGroup, CashierSettings, Customers, DeduplicationScope,
    FifoThroughputLimit, Intervention, Mode, PersonId, QueueSettings, Recording, Role, Scenario, Timed,
};
use model::sqs::{Body, ReceiveMessage, SendMessage, Weather};
use model::time::Instant;

/// One shop, before scenarios had an address.
const ONE: &str = concat!(
    "1.eNqtVE1vGjEQ_SuRzz4sLJsUbiVnlDa06qHqYfBOg4XXpraXFCH-e2e8n6SoolKOO37z5vm98Z5EUGjBaycWJ3FAH7SzYjGRIupoUCzE2l",
    "UYt9q-3Lmfd0iIY_oSUlSuZIDzJfqlA19SLSCWYpF_kELVIVKrD0y8R7_Sto6En2VSHGggRJr0CT2NjzQwo_KeamgVrlE5W1LjpCAdLoIRC1",
    "sbcyZWCFudSL-fhHJ16pXCQsVSPlogDRF2uCLENMuys7wCW6J9C_shxYZEhQgX1NOuh8fTjduWh4zlvoKOX3Q1yG1Ae6hDQk0SqoLfKwwBXp",
    "BL1_TcxJ39mzjnG7yC2Q3nv2qsMaWqg95oo-ORGV0de9K5FCUaOA6GE23D-YyRgqGI-rN8Vtwzr0eF-oDf3iqcNpqem-PH1kDKjPbAY_nEa0",
    "KwgiraRvSHhr_xG2ITBAmiTUzZCPaK67OhrjzlT9nRPgXe07zDzAfMVnskiHdpfdtUuceAwjYCbpmM5ikwhnuQTAuRTQMV00sQa7Rl6zMhNq",
    "488vFnNverN93-BzprUcsEERFB3u0NQqCbnPuhs-KWoa2Jt839O4lhHt-xmxfoJk926RF2Iwt7P_ILaHzs368cP9951uOLC3xSlv4AMdL_If",
    "zn5mXvv3nj_emEbjxpW4K66kAxApY6VDqEEWzawR5uMqr3iV9jj9_XnvLkx8pH95NpPpOC9GrTLmR2_gMXec1u",
);

/// Two shops side by side.
const TWO: &str = concat!(
    "1.eNrtVU1v2zAM_SuFzm5r56Npclt6Lrq1G3YYdmBkrhEqS64op8uK_veRsuOkXTBkwzD00KPJR_KRfKIfFWl0EIxXs0e1wkDGOzUrMhVNtK",
    "hm6sZXGJfG3R75b0fIiHX6UpmqfCkAH0oMcw-hZBshlmo2PM-UbihyaCBJXGO4NK6JjB_lmVpxQYhc6T0GLh-5YM7mmm3oNN6g9q7kwGLMPH",
    "wEq2ausfaJswItTUr65VFp36TYTDmohMo7B8whwh1eMmKQ5_lTtgc2R_cS9jVTCyZFEZ6lHmxipDx33IVMcqH7ACZ-NNWWbguqoaGEKhKqgu",
    "-XSAS3KKZ9fA7Knf8-8VA6eAB7t_VDWQb2y_jRlbU3UlQtY6xpdnpK93TS0DECxePiBCr44R080In2Fc8GdEdSFYPhaHw2OZ_mxYAdAW-TQF",
    "Qfq3gr9w02mARkyCyMNXEt5H0Te_7TTJVoYb3dLXfQ0r_GyBrgtL1PSkoLATWaFX5-OYxB2_51677odsVEWHIByytRJMPGbOGuMaza_O1qIb",
    "Y7Z0Is-iQDJWsR-2hr14Glxh2zdEk6Hm4w0y1maQLKUHx6KZ2AJMaCxm7bElLs1NNgbRokD42iDA10bGd6w3vqVsqIhS_X4v4gw_0U7OapEf",
    "s61DxBVETIjmrL--BOnvqio_EhRbshHlb3101s60mPm3rEnVy5eUC42xlhP4_hM2i86E9FtnsppnmPHz_DJ2bp2MTIp4j-UHn5v1fern42RB",
    "eBuc1B753AeAdYGqoM0Q5ssIFNDhpUPyd5-D2-bgLvU-6CuM7kIWeK-RrbCZKBCyRTppf79ht4-w38h9_A5FX9BkYHn_L8b0_XoS-Y96aXnu",
    "-mCJOv-E8gAR2a",
);

fn ms(millis: u64) -> Instant {
    Instant::from_millis(millis)
}

fn queue(visibility_timeout_seconds: u32, delay_seconds: u32) -> QueueSettings {
    QueueSettings {
        visibility_timeout_seconds,
        delay_seconds,
        message_retention_seconds: 345_600,
        receive_wait_time_seconds: 20,
        max_receive_count: Some(2),
        fifo: false,
        content_based_deduplication: false,
        deduplication_scope: DeduplicationScope::Queue,
        fifo_throughput_limit: FifoThroughputLimit::PerQueue,
    }
}

fn cashier(name: &str) -> CashierGroup {
    let settings = CashierSettings { take_ms: 2_000, batch: 1, resend_percent: 0 };
    CashierGroup { count: 1, name: Some(name.into()), settings }
}

fn baristas(count: u32, wait_time_seconds: Option<u32>, max_messages: u32) -> BaristaGroup {
    let settings = BaristaSettings { make_ms: 7_000, wait_time_seconds, pause_ms: 1_000, max_messages, batch: 1 };
    BaristaGroup { count, name: None, settings }
}

/// The scenario of all links here. Every member is written out: defaults may change, links may not.
fn scenario(visibility_timeout_seconds: u32) -> Scenario {
    Scenario {
        version: 1,
        title: "Something of everything".into(),
        mode: Mode::OrderBoard,
        seed: 38,
        customers: Customers {
            per_minute: 40,
            variation_percent: 100,
            patience_seconds: Some(15),
            total: None,
            groups: None,
            first_group_percent: 0,
        },
        cashiers: vec![cashier("Ana"), cashier("Ben")],
        baristas: vec![baristas(2, None, 1), baristas(1, Some(0), 3)],
        walk_ms: 1_000,
        address: Address {
            endpoint: "https://sqs.us-east-1.amazonaws.com".into(),
            account: "123456789012".into(),
            region: "us-east-1".into(),
        },
        queue: queue(visibility_timeout_seconds, 1),
        stored_orders: 5,
        weather: Weather { duplicates_percent: 0, disorder_messages: 0, servers_not_asked: 0, counts_lag_seconds: 0 },
    }
}

fn recording(scenario: Scenario, deeds: Vec<(u64, Intervention)>) -> Recording {
    let timed = |(at, intervention)| Timed { at: ms(at), intervention };
    Recording { scenario, interventions: deeds.into_iter().map(timed).collect() }
}

fn one() -> Bookmark {
    let send = SendMessage::new("orders".into(), Body::from("tea, please"));
    let receive = ReceiveMessage { wait_time_seconds: Some(2), ..ReceiveMessage::new("orders".into()) };
    let deeds = vec![
        (2_000, Intervention::Take),
        (4_000, Intervention::Crash { person: PersonId(3) }),
        (9_000, Intervention::Hire { role: Role::Barista, place: Some(1) }),
        (12_000, Intervention::Call { request: send.into(), guest: None }),
        (14_500, Intervention::Call { request: receive.into(), guest: None }),
        (20_000, Intervention::SendOnBreak { person: PersonId(1) }),
        (30_000, Intervention::SetCustomers { per_minute: 90 }),
        (35_000, Intervention::SetQueue { settings: queue(9, 0) }),
        (40_000, Intervention::BringBack { person: PersonId(1) }),
        (50_000, Intervention::Dismiss { person: PersonId(2) }),
        (70_000, Intervention::SetCustomers { per_minute: 0 }),
        (100_000, Intervention::Purge),
    ];
    Bookmark { recording: recording(scenario(9), deeds), at: ms(61_234), end: ms(120_000), beside: None }
}

fn two() -> Bookmark {
    let deeds = vec![
        (4_000, Intervention::Hire { role: Role::Barista, place: Some(0) }),
        (30_000, Intervention::SetCustomers { per_minute: 90 }),
        (70_000, Intervention::SetCustomers { per_minute: 0 }),
    ];
    let beside = Beside { recording: recording(scenario(7), deeds), chosen: Half::B };
    Bookmark { beside: Some(Box::new(beside)), ..one() }
}

#[test]
fn a_link_to_one_shop_opens() {
    assert_eq!(from_link(ONE).unwrap(), (one(), Vec::new()));
}

#[test]
fn a_link_to_two_shops_opens() {
    assert_eq!(from_link(TWO).unwrap(), (two(), Vec::new()));
}
