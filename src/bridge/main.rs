//! The program behind `scripts/bridge`.

fn main() -> std::process::ExitCode {
    order_board::bridge::main()
}
