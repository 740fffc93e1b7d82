//! Reads: entities, collections in pages, counts and changes.
//!
//! OData Protocol 4.01, sections 11.2 and 11.3.

use serde_json::{Value, json};

use super::query::Options;
use super::received::Received;
use super::reply::Reply;
use super::store::{Store, Stored, not_found};

impl Store {
    /// The entities of a collection, as responses show them.
    fn entities_at(&self, collection: &str) -> Vec<Value> {
        self.stored_at(collection).map(Stored::value).collect()
    }

    /// Returns the reason why the options name a property that the entities do not have.
    fn unknown_property(&self, collection: &str, options: &Options) -> Option<String> {
        let names = options.property_names();
        names
            .into_iter()
            .find_map(|name| self.schema.unknown_property(collection, &name))
    }

    pub(super) fn list(
        &self,
        collection: &str,
        options: &Options,
        request: &Received,
        cast: Option<&str>,
    ) -> Reply {
        let mut entities = self.entities_at(collection);
        if let Some(name) = cast {
            let tag = json!(format!("#{name}"));
            entities.retain(|entity| entity["@odata.type"] == tag);
        }
        if cast.is_none()
            && let Some(message) = self.unknown_property(collection, options)
        {
            return Reply::error(400, "BadRequest", &message);
        }
        self.page(collection, entities, options, request)
    }

    /// The events between two times: `calendarView`.
    pub(super) fn calendar_view(
        &self,
        owner: &str,
        options: &Options,
        request: &Received,
    ) -> Reply {
        let collection = format!("{owner}/events");
        let (Some(from), Some(to)) = (options.get("startDateTime"), options.get("endDateTime"))
        else {
            let message = "This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.";
            return Reply::error(400, "ErrorInvalidParameter", message);
        };
        let mut events = self.entities_at(&collection);
        let time = |event: &Value, name: &str| {
            let text = event[name]["dateTime"].as_str().unwrap_or_default();
            text.get(..19).unwrap_or(text).to_owned()
        };
        let bound = |text: &str| text.get(..19).unwrap_or(text).to_owned();
        let (from, to) = (bound(from), bound(to));
        events.retain(|event| time(event, "start") < to && time(event, "end") > from);
        self.page(&collection, events, options, request)
    }

    /// The number of entities that a filter selects, as plain text.
    pub(super) fn count(&self, collection: &str, options: &Options) -> Reply {
        let (collection, cast) = match collection.rsplit_once("/microsoft.graph.") {
            Some((collection, name)) => (collection, Some(format!("#microsoft.graph.{name}"))),
            None => (collection, None),
        };
        let mut entities = self.entities_at(collection);
        if let Some(tag) = cast {
            entities.retain(|entity| entity["@odata.type"] == json!(tag));
        }
        match options.apply(entities) {
            Ok(entities) => Reply::bytes(200, "text/plain", entities.len().to_string()),
            Err(message) => Reply::error(400, "BadRequest", &message),
        }
    }

    /// A page of these entities.
    fn page(
        &self,
        collection: &str,
        entities: Vec<Value>,
        options: &Options,
        request: &Received,
    ) -> Reply {
        let entities = match options.apply(entities) {
            Ok(entities) => entities,
            Err(message) => return Reply::error(400, "BadRequest", &message),
        };
        let count = entities.len();
        let skip = options.number("$skip").unwrap_or(0);
        let top = options.number("$top").unwrap_or(usize::MAX);
        let wanted: Vec<_> = entities.into_iter().skip(skip).take(top).collect();
        let start = options.number("$skiptoken").unwrap_or(0);
        let size = preferred_page_size(request).unwrap_or(self.page_size);
        let page: Vec<_> = wanted
            .iter()
            .skip(start)
            .take(size)
            .map(|entity| self.shaped(collection, entity, options))
            .collect();
        let mut body = json!({ "@odata.context": format!("{}/$metadata", self.root) });
        if options.get("$count") == Some("true") {
            body["@odata.count"] = json!(count);
        }
        let end = start.saturating_add(size);
        if wanted.len() > end {
            body["@odata.nextLink"] = json!(self.next_link(&request.url, end));
        }
        body["value"] = json!(page);
        Reply::json(200, body)
    }

    /// An entity with its selected properties, and with its related entities if they are expanded.
    fn shaped(&self, collection: &str, entity: &Value, options: &Options) -> Value {
        let mut entity = entity.clone();
        let id = entity["id"].as_str().unwrap_or_default().to_owned();
        for name in options.expanded() {
            let path = format!("{collection}/{id}/{name}");
            let single = self.references.single(&path);
            if let Some((collection, id)) = single
                && let Some(position) = self.find(collection, id)
            {
                entity[&name] = self.collections[collection][position].value();
            } else if self.references.is_to_many(&path) || self.collections.contains_key(&path) {
                entity[&name] = json!(self.entities_at(&path));
            }
        }
        options.shape(&entity)
    }

    /// Returns the same URL with another start position.
    fn next_link(&self, url: &str, start: usize) -> String {
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        let mut query: Vec<String> = query
            .split('&')
            .filter(|option| !option.is_empty() && !option.starts_with("$skiptoken="))
            .map(str::to_owned)
            .collect();
        query.push(format!("$skiptoken={start}"));
        format!("{}{path}?{}", self.root, query.join("&"))
    }

    pub(super) fn get(&self, collection: &str, id: &str, options: &Options) -> Reply {
        match self.find(collection, id) {
            Some(position) => {
                if let Some(message) = self.unknown_property(collection, options) {
                    return Reply::error(400, "BadRequest", &message);
                }
                let stored = &self.collections[collection][position];
                let value = self.shaped(collection, &stored.value(), options);
                Reply::json(200, value).with("ETag", stored.etag())
            }
            None => not_found(collection, id),
        }
    }

    /// The entity that a relationship refers to: the only one, or the one with this key.
    pub(super) fn get_related(&self, parent: &str, last: &str, options: &Options) -> Reply {
        let whole = format!("{parent}/{last}");
        let mut many = self.references.of(parent).iter();
        match self
            .references
            .single(&whole)
            .or_else(|| many.find(|(_, id)| id == last))
        {
            Some((collection, id)) => self.get(collection, id, options),
            None => not_found(parent, last),
        }
    }

    /// Returns the changes since a token. Without a token, it returns all entities.
    pub(super) fn delta(&self, collection: &str, options: &Options) -> Reply {
        let since: u32 = options
            .get("$deltatoken")
            .and_then(|text| text.parse().ok())
            .unwrap_or(0);
        let stored = self.collections.get(collection).into_iter().flatten();
        let changed = stored.filter(|stored| stored.version > since);
        let mut items: Vec<_> = changed
            .map(|stored| options.shape(&stored.value()))
            .collect();
        let removed = self
            .removed
            .iter()
            .filter(|(other, _, at)| other == collection && *at > since);
        items.extend(
            removed
                .filter(|_| since > 0)
                .map(|(_, id, _)| json!({ "id": id, "@removed": { "reason": "deleted" } })),
        );
        let link = format!("{}{collection}/delta?$deltatoken={}", self.root, self.clock);
        Reply::json(200, json!({ "@odata.deltaLink": link, "value": items }))
    }
}

/// The number of entities on a page that the client prefers.
fn preferred_page_size(request: &Received) -> Option<usize> {
    let prefer = request.header("prefer");
    let size = prefer.split_once("odata.maxpagesize=");
    size.and_then(|(_, size)| size.split(',').next()?.trim().parse().ok())
}
