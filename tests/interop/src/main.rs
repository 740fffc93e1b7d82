//! Every verb against a server of others: the SAP Cloud Application Programming Model with `SQLite`.

mod models;
mod server;

use std::error::Error;

use graph_client::blocking::Client;
use graph_csdl::{Generator, Metadata};
use graph_model::path::{Address, Route};
use graph_model::{Batch, RawJson, RequestBuilder, Tracked, Updated};
use models::{AUTHORS, Authors, BOOKS, Books, BooksHalfway, BooksShorten, Longest};
use server::Server;

const EMMA: &str = "0f8b6f8e-5a7c-4b0e-9d55-2f1f1f0a0001";
const IDA: &str = "0f8b6f8e-5a7c-4b0e-9d55-2f1f1f0a0002";

fn main() -> Result<(), Box<dyn Error>> {
    let server = Server::start()?;
    let agent = ureq::Agent::new_with_defaults();
    let client = Client::new(models::endpoint(&server.root), agent);
    let document = client.fetch(&format!("{}/$metadata", server.root))?;
    step("the models are those of the metadata document", || {
        let metadata = Metadata::from_xml(document.text()?)?;
        let source = Generator::new(&metadata).to_source()?;
        // The command adds a first line with a checksum.
        let generated = include_str!("models.rs").split_once('\n');
        expect(generated.map(|(_, models)| models), Some(&*source))
    })?;
    entities(&client)?;
    queries(&client)?;
    operations(&client)?;
    batches(&client)
}

/// Runs one step, and prints its name.
fn step(
    name: &str,
    run: impl FnOnce() -> Result<(), Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    run().map_err(|error| format!("{name}: {error}"))?;
    println!("ok  {name}");
    Ok(())
}

#[allow(
    clippy::needless_pass_by_value,
    reason = "the values of a comparison are no longer needed"
)]
fn expect<T: PartialEq + std::fmt::Debug>(found: T, expected: T) -> Result<(), Box<dyn Error>> {
    if found == expected {
        Ok(())
    } else {
        Err(format!("expected {expected:?}, found {found:?}").into())
    }
}

fn book(id: &str, title: &str, pages: i32) -> Books {
    Books {
        id: Some(id.to_owned()),
        title: Some(title.to_owned()),
        pages: Some(pages),
        published: Some("1815-12-23".to_owned()),
        ..Default::default()
    }
}

/// The route to the book with this id.
fn at(id: &str) -> Route<Books> {
    BOOKS.entity(&book(id, "", 0))
}

fn entities(client: &Client) -> Result<(), Box<dyn Error>> {
    let emma = at(EMMA);
    step("create, with a related entity (deep insert)", || {
        let author = Authors {
            code: Some("ja'1".to_owned()),
            name: Some("Jane".to_owned()),
            books: Some(vec![book(EMMA, "Emma", 474)]),
            ..Default::default()
        };
        let created = client.send(Authors::create(&author).at(&AUTHORS))?;
        expect(
            created.into_entity().and_then(|author| author.code),
            author.code,
        )
    })?;
    step("create", || {
        client.send(Books::create(&book(IDA, "Ida", 200)).at(&BOOKS))?;
        Ok(())
    })?;
    step("get by a guid, and by a string with a quote", || {
        let read = client.send(Books::get().at(&emma))?;
        expect(read.title.as_deref(), Some("Emma"))?;
        let author = client.send(Authors::get().at(&AUTHORS.key("ja'1")))?;
        expect(author.name.as_deref(), Some("Jane"))
    })?;
    step("patch, and clear a property", || {
        let patch = Books::patch()
            .pages(480)
            .price(RawJson::new(&9.5)?)
            .clear_published();
        client.send(patch.at(&emma).if_match_any())?;
        let read = client.send(Books::get().at(&emma))?;
        expect((read.pages, read.published), (Some(480), None))
    })?;
    step("save what was changed, with the etag", || {
        let mut tracked: Tracked<Books> = client.send(Books::get().at(&emma).tracked())?;
        tracked.title = Some("Emma (1815)".to_owned());
        expect(client.save(&mut tracked, &emma)?, true)?;
        // The etag that was read before the change is stale now.
        let stale = Books::patch().pages(1).at(&emma).if_match("W/\"Emma\"");
        let error = client
            .send(stale)
            .err()
            .ok_or("a stale etag was accepted")?;
        expect(
            error.service().map(|error| error.status.as_u16()),
            Some(412),
        )
    })?;
    step("read one property", || {
        let title = emma.property(|book| book.title);
        let read: Option<String> = client.send(title.get())?;
        expect(read.as_deref(), Some("Emma (1815)"))
    })?;
    step("put", || {
        let upserted = client.send(
            Books::create(&book(IDA, "Ida B.", 210))
                .put_at(&at(IDA))
                .if_match_any(),
        );
        upserted.map(drop)?;
        let read = client.send(Books::get().at(&at(IDA)))?;
        expect(read.title.as_deref(), Some("Ida B."))
    })
}

fn queries(client: &Client) -> Result<(), Box<dyn Error>> {
    step("filter, order, select, count", || {
        let long = Books::list()
            .filter(|book| book.pages.gt(100).and(book.title.starts_with("Em")))
            .order_by(|book| book.title.descending())
            .select(|book| (book.id, book.title))
            .at(&BOOKS);
        let titles: Vec<Option<String>> = client
            .items(long)
            .map(|book| Ok(book?.title))
            .collect::<Result<_, graph_client::Error>>()?;
        expect(titles, vec![Some("Emma (1815)".to_owned())])?;
        expect(client.send(Books::list().count_at(&BOOKS))?.0, 2)
    })?;
    step("expand", || {
        let books = Books::list()
            .filter(|book| book.author_code.eq("ja'1"))
            .expand(|book| book.author)
            .at(&BOOKS);
        let page = client.send(books)?;
        let author = page.value[0]
            .author
            .as_ref()
            .and_then(|author| author.name.as_deref());
        expect(author, Some("Jane"))
    })?;
    step("related entities at a route", || {
        let page = client.send(Books::list().at(&AUTHORS.key("ja'1").to(|author| author.books)))?;
        expect(page.value.len(), 1)
    })?;
    step("pages, whose links are relative", || {
        let other = Authors {
            code: Some("lovelace".to_owned()),
            ..Default::default()
        };
        client.send(Authors::create(&other).at(&AUTHORS))?;
        let authors = client.items(Authors::list().at(&AUTHORS));
        let codes: Vec<Option<String>> = authors
            .map(|author| Ok(author?.code))
            .collect::<Result<_, graph_client::Error>>()?;
        expect(codes, vec![Some("ja'1".to_owned()), other.code])
    })
}

fn operations(client: &Client) -> Result<(), Box<dyn Error>> {
    let emma = at(EMMA);
    step("a bound action", || {
        let shorter = client.send(BooksShorten { by: Some(80) }.at(&emma).if_match_any())?;
        expect(shorter.pages, Some(400))
    })?;
    step("a bound function, and an unbound one", || {
        expect(client.send(BooksHalfway.at(&emma))?, 200)?;
        let longest = client.send(Longest.request())?;
        expect(longest.title.as_deref(), Some("Emma (1815)"))
    })?;
    step("an error with its code and message", || {
        let missing = client.send(Books::get().at(&at("0f8b6f8e-5a7c-4b0e-9d55-2f1f1f0a0009")));
        let error = missing.err().ok_or("a book that does not exist was read")?;
        let service = error
            .service()
            .ok_or("the error is not that of the service")?;
        expect(
            (service.status.as_u16(), service.message.as_deref()),
            (404, Some("Not Found")),
        )
    })
}

fn batches(client: &Client) -> Result<(), Box<dyn Error>> {
    step("a batch with a dependency", || {
        let mut batch = Batch::new();
        let emma = at(EMMA);
        let update: graph_model::batch::Ticket<Updated<Books>> =
            batch.add(Books::patch().pages(410).at(&emma).if_match_any());
        let read = batch.add_after(Books::get().at(&emma), &[update.id()]);
        let responses = client.batch(batch);
        responses.get(&update)?;
        expect(responses.get(&read)?.pages, Some(410))
    })?;
    step("delete", || {
        for id in [EMMA, IDA] {
            let deletion: RequestBuilder<()> = Books::delete(&at(id)).if_match_any();
            client.send(deletion)?;
        }
        expect(client.send(Books::list().count_at(&BOOKS))?.0, 0)
    })
}
