//! Control information: the annotations that the protocol itself defines.
//!
//! OData JSON Format 4.01, section 4.5. A name such as `@odata.etag` may lack its prefix in OData
//! 4.01 (section 4.5), so `@etag` and `members@nextLink` are read as well.

/// The name of the tag, which holds the name of a type.
pub(crate) const TAG: &str = "@odata.type";

/// The name of the tag as JSON text has it between two values.
pub(crate) const TAG_TEXT: &str = ",\"@odata.type\":";

/// The name of the annotation that holds the etag of an entity.
pub(crate) const ETAG: &str = "@odata.etag";

/// The prefix that OData 4.0 requires.
const PREFIX: &str = "odata.";

/// The name of the tag without its prefix.
const SHORT_TAG: &str = "@type";

/// Returns the spelling of the tag that this name is, if it is one.
pub(crate) fn tag_named(name: &str) -> Option<&'static str> {
    [TAG, SHORT_TAG].into_iter().find(|tag| *tag == name)
}

/// The other spelling of an annotation's name: with the prefix if it has none, and without it
/// otherwise.
pub(crate) fn other_spelling(name: &str) -> Option<String> {
    // Most names are short and have no `@`. A loop over their bytes is cheaper than `split_once`.
    if !name.bytes().any(|byte| byte == b'@') {
        return None;
    }
    let (target, term) = name.split_once('@')?;
    Some(match term.strip_prefix(PREFIX) {
        Some(term) => format!("{target}@{term}"),
        None => format!("{target}@{PREFIX}{term}"),
    })
}

/// Whether a request may send the annotation with this name. Some control information means
/// something in a response only, and only the tag and references mean something in a request.
pub(crate) fn is_sent(name: &str) -> bool {
    let Some((_, term)) = name.split_once('@') else {
        return false;
    };
    match term.strip_prefix(PREFIX) {
        Some(term) => matches!(term, "bind" | "id" | "type"),
        None => !matches!(
            term,
            "associationLink"
                | "context"
                | "count"
                | "deltaLink"
                | "editLink"
                | "etag"
                | "mediaContentType"
                | "mediaEditLink"
                | "mediaEtag"
                | "mediaReadLink"
                | "metadataEtag"
                | "navigationLink"
                | "nextLink"
                | "readLink"
        ),
    }
}

/// Whether a request sends a member with this name that no type declares. The document writes the tag
/// itself, and operations are only advertised by a response, whatever is said about them.
pub(crate) fn is_sent_by_requests(name: &str) -> bool {
    !is_advertised_operation(name)
        && (!name.contains('@') || (tag_named(name).is_none() && is_sent(name)))
}

/// Returns the target of the annotation with this name: a property, or the object if it is empty. A name
/// such as `adele@contoso.com` is that of an annotation only if the object has such a property.
pub(crate) fn target(name: &str) -> Option<&str> {
    name.split_once('@').map(|(target, _)| target)
}

/// Whether this is the name of an operation that a response advertises (OData JSON Format 4.01,
/// sections 16 and 17). A request never sends it.
pub(crate) fn is_advertised_operation(name: &str) -> bool {
    name.starts_with('#')
}
