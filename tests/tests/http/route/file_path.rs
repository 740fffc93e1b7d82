//! Files and folders by their paths.

use graph_model::path::{Address, PathError};
use graph_model::{RequestError, Route};

use super::{MailFolder, Message, service, shown};

#[test]
fn a_file_is_addressed_by_its_path() {
    const ROOT: Route<MailFolder> = Route::singleton("drive/root");
    let file = ROOT.at_file_path("/a b/c:d/\u{fc}.docx");
    assert_eq!(
        shown(MailFolder::get().at(&file)),
        "GET /drive/root:/a%20b/c%3Ad/%C3%BC.docx"
    );
    let query = MailFolder::get().select(|folder| folder.id);
    assert_eq!(
        shown(query.at(&file)),
        "GET /drive/root:/a%20b/c%3Ad/%C3%BC.docx?$select=id"
    );
    assert_eq!(
        shown(Message::list().at(&ROOT.at_file_path("a").to(|folder| folder.messages))),
        "GET /drive/root:/a:/messages"
    );
    assert_eq!(
        shown(
            ROOT.at_file_path("a")
                .to(|folder| folder.messages)
                .references()
        ),
        "GET /drive/root:/a:/messages/$ref"
    );
    let nested = ROOT
        .at_file_path("a")
        .to_undeclared::<MailFolder>("root")
        .at_file_path("b");
    assert_eq!(
        shown(MailFolder::delete(&nested)),
        "DELETE /drive/root:/a:/root:/b"
    );
    let below = ROOT.at_file_path("a").at_file_path("/b/c");
    assert_eq!(
        shown(Message::list().at(&below.to(|folder| folder.messages))),
        "GET /drive/root:/a/b/c:/messages"
    );
    for path in ["", "/", "a//b", "a/..", "./a", "a/"] {
        let error = MailFolder::get()
            .at(&ROOT.at_file_path(path))
            .build(&service());
        assert!(
            matches!(
                error,
                Err(RequestError::Path(
                    PathError::EmptyValue {
                        placeholder: "file path"
                    } | PathError::DotSegment {
                        placeholder: "file path"
                    }
                ))
            ),
            "{path}"
        );
    }
}

#[test]
fn a_query_after_a_file_path_stays_what_it_is() {
    const ROOT: Route<MailFolder> = Route::singleton("drive/root");
    let get = MailFolder::get().at(&ROOT.at_file_path("a"));
    assert_eq!(
        shown(get.query("$search", "/x é/b /c")),
        "GET /drive/root:/a?$search=/x%20%C3%A9/b%20/c"
    );
}
