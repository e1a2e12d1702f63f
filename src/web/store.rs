//! The browser's database, for texts that outlive the tab: IndexedDB, which has room where `localStorage` has not.
//!
//! Each text has a name and a short note, so that a list of the texts needs none of them. A page without storage (a
//! sandboxed frame, a private window) has no database: nothing is stored and nothing is found.

use std::cell::RefCell;
use std::future::Future;
use std::iter;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Array, Function, Promise, Reflect};
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

const DATABASE: &str = "order-board";
const NOTES: &str = "notes";
const TEXTS: &str = "texts";
/// The most bytes of a piece of a text. Chromium keeps values above 64 kB as files, and writes none of them while a page
/// is being left.
const PIECE_MAX: usize = 30_000;

thread_local! {
    // It stays open: a page that is left has no time to open it.
    static OPEN: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
}

/// Opens the database. Does nothing if the page has none.
pub async fn open_store() {
    if !has_store()
        && let Some(database) = open().await
    {
        OPEN.set(Some(database));
    }
}

/// Returns true once the database is open.
#[must_use]
pub fn has_store() -> bool {
    OPEN.with_borrow(Option::is_some)
}

async fn open() -> Option<IdbDatabase> {
    // Merely asking for it throws in a sandboxed frame.
    let request = web_sys::window()?.indexed_db().ok()??.open_with_u32(DATABASE, 1).ok()?;
    let create = {
        let request = request.clone();
        Closure::once_into_js(move || {
            if let Some(database) = request.result().ok().and_then(|result| result.dyn_into::<IdbDatabase>().ok()) {
                for name in [NOTES, TEXTS] {
                    let _ = database.create_object_store(name);
                }
            }
        })
    };
    request.set_onupgradeneeded(Some(create.unchecked_ref()));
    result(&request).await?.dyn_into().ok()
}

/// The names of all texts, each with its note.
pub async fn stored_notes() -> Vec<(String, String)> {
    read_notes().await.unwrap_or_default()
}

async fn read_notes() -> Option<Vec<(String, String)>> {
    let (_, [notes, _]) = begin(IdbTransactionMode::Readonly)?;
    let (names, notes) = (notes.get_all_keys().ok()?, notes.get_all().ok()?);
    let [names, notes] = [result(&names).await?, result(&notes).await?].map(|list| Array::from(&list));
    let pairs = names.iter().zip(notes.iter());
    Some(pairs.filter_map(|(name, note)| Some((name.as_string()?, note.as_string().unwrap_or_default()))).collect())
}

/// The text with this name.
pub async fn stored_text(name: &str) -> Option<String> {
    let (_, [_, texts]) = begin(IdbTransactionMode::Readonly)?;
    let request = texts.get_all_with_key(&pieces_of(name)?).ok()?;
    let pieces = Array::from(&result(&request).await?);
    let text: Option<String> = pieces.iter().map(|piece| piece.as_string()).collect();
    text.filter(|text| !text.is_empty())
}

/// Stores a text with its note, or only another note. It is on its way at once, before the result is awaited; that is
/// false if there is no room.
pub fn store_text(name: &str, note: &str, text: Option<&str>) -> impl Future<Output = bool> + 'static {
    let written = write(|notes, texts| {
        notes.put_with_key(&note.into(), &name.into()).ok()?;
        if let Some(text) = text {
            texts.delete(&pieces_of(name)?).ok()?;
            for (at, piece) in (0_u32..).zip(pieces(text)) {
                texts.put_with_key(&piece.into(), &Array::of2(&name.into(), &at.into())).ok()?;
            }
        }
        Some(())
    });
    settle(written)
}

/// Removes texts with their notes.
pub fn remove_texts(names: &[String]) -> impl Future<Output = bool> + 'static {
    let removed = write(|notes, texts| {
        for name in names {
            notes.delete(&name.into()).ok()?;
            texts.delete(&pieces_of(name)?).ok()?;
        }
        Some(())
    });
    settle(removed)
}

/// The keys of a text's pieces: its name with their numbers.
fn pieces_of(name: &str) -> Option<JsValue> {
    let name = name.into();
    // Arrays come after all numbers.
    IdbKeyRange::bound(&Array::of1(&name), &Array::of2(&name, &Array::new())).ok().map(JsValue::from)
}

fn pieces(mut text: &str) -> impl Iterator<Item = &str> {
    iter::from_fn(move || {
        let (piece, rest) = text.split_at(text.floor_char_boundary(PIECE_MAX));
        text = rest;
        (!piece.is_empty()).then_some(piece)
    })
}

async fn settle(written: Option<JsFuture>) -> bool {
    match written {
        Some(written) => written.await.is_ok(),
        None => false,
    }
}

fn begin(mode: IdbTransactionMode) -> Option<(IdbTransaction, [IdbObjectStore; 2])> {
    let stores = Array::of2(&NOTES.into(), &TEXTS.into());
    let transaction =
        OPEN.with_borrow(|open| open.as_ref()?.transaction_with_str_sequence_and_mode(&stores, mode).ok())?;
    let [notes, texts] = [NOTES, TEXTS].map(|name| transaction.object_store(name).ok());
    Some((transaction, [notes?, texts?]))
}

/// Starts a change. Resolves once it is written, and rejects if it is not.
fn write(change: impl FnOnce(&IdbObjectStore, &IdbObjectStore) -> Option<()>) -> Option<JsFuture> {
    let (transaction, [notes, texts]) = begin(IdbTransactionMode::Readwrite)?;
    let done = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    change(&notes, &texts)?;
    // A page that is left waits for nothing: without this the browser would give the change up.
    if let Ok(commit) = Reflect::get(&transaction, &"commit".into()).and_then(|commit| commit.dyn_into::<Function>()) {
        let _ = commit.call0(&transaction);
    }
    Some(JsFuture::from(done))
}

async fn result(request: &IdbRequest) -> Option<JsValue> {
    let done = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(done).await.ok()?;
    request.result().ok()
}
