//! Opens the shop.

fn main() {
    order_board::ui::mount();
}
