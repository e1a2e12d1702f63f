//! Every numbered check has a test here, or a line in `tests/README.md` that says where it runs.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const CHECKS: u32 = 206;

/// Parses the numbers in a test's name: `b_012_…`, `b_113_b_114_…`, `b_014_to_017_…`.
fn numbers(test: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    let mut words = test.split('_').peekable();
    while let (Some(word), Some(number)) = (words.next(), words.peek()) {
        let Some(number) = Some(number).filter(|number| number.len() == 3).and_then(|number| number.parse().ok())
        else {
            break;
        };
        match word {
            "b" => numbers.push(number),
            "to" => numbers.extend(numbers.last().map_or(number, |last| last + 1)..=number),
            _ => break,
        }
        words.next();
    }
    numbers
}

#[test]
fn every_number_has_its_test() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut tested = BTreeSet::new();
    for file in fs::read_dir(tests.join("conformance")).expect("this folder") {
        let source = fs::read_to_string(file.expect("a file").path()).expect("sources are readable");
        let after_attribute = source.split("#[test]\n").skip(1);
        let names = after_attribute.filter_map(|code| code.trim_start().strip_prefix("fn ")?.split('(').next());
        tested.extend(names.flat_map(numbers));
    }
    let notes = fs::read_to_string(tests.join("README.md")).expect("tests/README.md");
    let rows = notes.lines().filter_map(|line| line.strip_prefix("| B-")?.get(..3)?.parse().ok());
    let elsewhere: BTreeSet<u32> = rows.collect();
    let listed: Vec<u32> =
        (1..=CHECKS).filter(|number| tested.contains(number) || elsewhere.contains(number)).collect();
    assert_eq!(listed, (1..=CHECKS).collect::<Vec<_>>());
    assert!(tested.iter().all(|number| (1..=CHECKS).contains(number)), "{tested:?}");
}

#[test]
fn numbers_are_parsed_from_test_names() {
    assert_eq!(numbers("b_012_name"), [12]);
    assert_eq!(numbers("b_113_b_114_numbers"), [113, 114]);
    assert_eq!(numbers("b_014_to_017_fifo"), [14, 15, 16, 17]);
    assert_eq!(numbers("a_queue"), [0; 0]);
}
