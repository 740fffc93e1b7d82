//! The stored entities, and the effect of requests on them.
//!
//! A collection is identified by its path, such as `/groups` or `/groups/4f/members`. An entity is
//! identified by the path of its collection and its `id`. See OData Protocol 4.01, section 11.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::keys::{Keyed, Keys, text_of};
use super::query::{Options, decoded};
use super::schema::Schema;
use super::{Received, Reply};

/// The number of entities on a page if the client does not set it.
const PAGE: usize = 2;

#[derive(Default)]
pub(super) struct Store {
    collections: BTreeMap<String, Vec<Stored>>,
    /// The removed entities: the collection, the id and the time.
    removed: Vec<(String, String, u32)>,
    /// Counts the changes.
    clock: u32,
    /// The root that links start with.
    root: String,
    schema: Schema,
    keys: Keys,
    /// Whether an update must name the version that it is based on.
    requires_etags: bool,
}

struct Stored {
    /// The text of the key.
    key: String,
    entity: Map<String, Value>,
    version: u32,
}

impl Stored {
    fn etag(&self) -> String {
        format!("W/\"{}\"", self.version)
    }

    fn id(&self) -> &str {
        &self.key
    }

    fn value(&self) -> Value {
        let mut entity = self.entity.clone();
        entity.insert("@odata.etag".to_owned(), json!(self.etag()));
        Value::Object(entity)
    }
}

impl Store {
    pub(super) fn set_root(&mut self, root: String) {
        self.root = root;
    }

    pub(super) fn schema_mut(&mut self) -> &mut Schema {
        &mut self.schema
    }

    pub(super) fn keys_mut(&mut self) -> &mut Keys {
        &mut self.keys
    }

    pub(super) fn require_etags(&mut self) {
        self.requires_etags = true;
    }

    pub(super) fn put(&mut self, collection: &str, entity: Value) {
        self.clock += 1;
        let version = self.clock;
        if let Value::Object(entity) = entity {
            let key = self.keys.key(collection, &entity);
            let stored = Stored {
                key,
                entity,
                version,
            };
            let collection = self.collections.entry(collection.to_owned()).or_default();
            collection.push(stored);
        }
    }

    pub(super) fn entities(&self, collection: &str) -> Vec<Value> {
        let stored = self.collections.get(collection).into_iter().flatten();
        stored
            .map(|stored| Value::Object(stored.entity.clone()))
            .collect()
    }

    pub(super) fn reply(&mut self, request: &Received) -> Reply {
        match Options::split(&request.url) {
            Ok((path, options)) => self.reply_at(path, &options, request),
            Err(message) => Reply::error(400, "BadRequest", &message),
        }
    }

    fn reply_at(&mut self, path: &str, options: &Options, request: &Received) -> Reply {
        let mut segments: Vec<String> = Vec::new();
        for segment in path.split('/').skip(1).map(decoded) {
            match self.keys.split(&segment) {
                None => segments.push(segment),
                Some(keyed) => {
                    let collection = format!(
                        "/{}",
                        [&segments[..], &[keyed.set.to_owned()]].concat().join("/")
                    );
                    let Some(key) = self.key_at(&collection, &keyed) else {
                        return not_found(&collection, &segment);
                    };
                    segments.extend([keyed.set.to_owned(), key]);
                }
            }
        }
        let Some((last, parents)) = segments.split_last() else {
            return Reply::error(400, "BadRequest", "There is no path.");
        };
        let whole = format!("/{}", segments.join("/"));
        let parent = format!("/{}", parents.join("/"));
        match request.method.as_str() {
            "GET" if last == "delta" => self.delta(&parent, options),
            "GET" if last.starts_with("isMember(") => self.is_member(&parent, last),
            "GET" if last.starts_with("microsoft.graph.") => {
                self.list(&parent, options, request, Some(last))
            }
            "GET" if self.find(&parent, last).is_some() => self.get(&parent, last, options),
            "GET" if self.is_collection(&whole) => self.list(&whole, options, request, None),
            "GET" => self.get(&parent, last, options),
            "POST" if last == "assign" => self.assign(&parent, &request.body),
            "POST" => self.create(&whole, request),
            "PATCH" => self.update(&parent, last, request),
            "DELETE" => self.delete(&parent, last, request),
            method => Reply::error(405, "MethodNotAllowed", method),
        }
    }

    /// Returns whether a path leads to a collection. A path with an odd number of names does, as in
    /// `/groups/4f/members`. The one Graph folder that is used here, `/deviceManagement`, does not
    /// count.
    fn is_collection(&self, path: &str) -> bool {
        let below = path.strip_prefix("/deviceManagement").unwrap_or(path);
        self.collections.contains_key(path) || below.matches('/').count() % 2 == 1
    }

    /// The key of the entity that a key selects, which may be an alternate key.
    fn key_at(&self, collection: &str, keyed: &Keyed<'_>) -> Option<String> {
        if let Some(key) = self.keys.primary(keyed) {
            return Some(key);
        }
        let mut stored = self.collections.get(collection)?.iter();
        let has_values = |stored: &&Stored| {
            let mut parts = keyed.parts.iter();
            parts.all(|(name, value)| {
                let found = stored.entity.get(name).map(text_of);
                found.as_ref() == Some(value)
            })
        };
        Some(stored.find(has_values)?.key.clone())
    }

    fn find(&self, collection: &str, id: &str) -> Option<usize> {
        let stored = self.collections.get(collection)?;
        stored.iter().position(|stored| stored.id() == id)
    }

    fn list(
        &self,
        collection: &str,
        options: &Options,
        request: &Received,
        cast: Option<&str>,
    ) -> Reply {
        let stored = self.collections.get(collection).into_iter().flatten();
        let of_type = |entity: &Value| match cast {
            None => true,
            Some(name) => entity["@odata.type"].as_str() == Some(&format!("#{name}")),
        };
        let entities: Vec<_> = stored.map(Stored::value).filter(of_type).collect();
        let entities = match options.apply(entities) {
            Ok(entities) => entities,
            Err(message) => return Reply::error(400, "BadRequest", &message),
        };
        let count = entities.len();
        let skip = options.number("$skip").unwrap_or(0);
        let top = options.number("$top").unwrap_or(usize::MAX);
        let wanted: Vec<_> = entities.into_iter().skip(skip).take(top).collect();
        let start = options.number("$skiptoken").unwrap_or(0);
        let size = page_size(request);
        let page: Vec<_> = wanted
            .iter()
            .skip(start)
            .take(size)
            .map(|e| options.shape(e))
            .collect();
        let mut body = json!({ "@odata.context": format!("{}/$metadata", self.root) });
        if options.get("$count") == Some("true") {
            body["@odata.count"] = json!(count);
        }
        if wanted.len() > start + size {
            body["@odata.nextLink"] = json!(self.next_link(&request.url, start + size));
        }
        body["value"] = json!(page);
        Reply::of(200, body)
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

    fn get(&self, collection: &str, id: &str, options: &Options) -> Reply {
        match self.find(collection, id) {
            Some(position) => {
                let stored = &self.collections[collection][position];
                Reply::of(200, options.shape(&stored.value())).with("ETag", stored.etag())
            }
            None => not_found(collection, id),
        }
    }

    fn create(&mut self, collection: &str, request: &Received) -> Reply {
        let Value::Object(mut entity) = request.body.clone() else {
            return Reply::error(400, "BadRequest", "The body is not a JSON object.");
        };
        let number = self.clock + 1;
        if let Some(name) = self.keys.generated(collection) {
            let value = if name == "id" {
                json!(format!("new-{number}"))
            } else {
                json!(number)
            };
            entity.entry(name).or_insert(value);
        }
        let id = self.keys.key(collection, &entity);
        let key = self.keys.in_parentheses(collection, &entity);
        self.put(collection, Value::Object(entity));
        let location = format!("{}{collection}{key}", self.root);
        if header(request, "prefer").contains("return=minimal") {
            Reply::empty(204).with("OData-EntityId", location)
        } else {
            let mut reply = self.get(collection, &id, &Options::default());
            reply.status = 201;
            reply.with("Location", location)
        }
    }

    fn update(&mut self, collection: &str, id: &str, request: &Received) -> Reply {
        let prefer = header(request, "prefer");
        // An alternate key, as in `applications(uniqueName='payroll')`.
        if let Some((set, key)) = id.split_once('(') {
            let key = key.trim_end_matches(')').split_once("='");
            let (name, value) = key.unwrap_or_default();
            let collection = format!("{}/{set}", collection.trim_end_matches('/'));
            let value = value.trim_end_matches('\'').replace("''", "'");
            let stored = self.collections.get(&collection).into_iter().flatten();
            let mut found = stored.filter(|stored| stored.entity.get(name) == Some(&json!(value)));
            let id = found.next().map(|stored| stored.id().to_owned());
            return match id {
                Some(id) => self.update(&collection, &id, request),
                None if prefer.contains("create-if-missing") => {
                    let mut request = request.clone();
                    request.body[name] = json!(value);
                    self.create(&collection, &request)
                }
                None => not_found(&collection, &value),
            };
        }
        let Some(position) = self.find(collection, id) else {
            return not_found(collection, id);
        };
        if let Some(reply) = self.conflict(collection, position, request) {
            return reply;
        }
        if !header(request, "content-type").starts_with("application/json") {
            return Reply::error(400, "BadRequest", "The body is not `application/json`.");
        }
        let Value::Object(changes) = &request.body else {
            return Reply::error(400, "BadRequest", "The body is not a JSON object.");
        };
        if let Some(message) = self.schema.refusal(collection, changes) {
            return Reply::error(400, "BadRequest", &message);
        }
        self.clock += 1;
        let version = self.clock;
        if let Some(stored) = self.stored_mut(collection, position) {
            merge(&mut stored.entity, changes);
            stored.version = version;
        }
        if prefer.contains("return=minimal") {
            let etag = self.collections[collection][position].etag();
            Reply::empty(204).with("ETag", etag)
        } else {
            self.get(collection, id, &Options::default())
        }
    }

    fn stored_mut(&mut self, collection: &str, position: usize) -> Option<&mut Stored> {
        self.collections.get_mut(collection)?.get_mut(position)
    }

    fn delete(&mut self, collection: &str, id: &str, request: &Received) -> Reply {
        let Some(position) = self.find(collection, id) else {
            return not_found(collection, id);
        };
        if let Some(reply) = self.conflict(collection, position, request) {
            return reply;
        }
        self.clock += 1;
        if let Some(stored) = self.collections.get_mut(collection) {
            stored.remove(position);
        }
        let removed = (collection.to_owned(), id.to_owned(), self.clock);
        self.removed.push(removed);
        Reply::empty(204)
    }

    /// The refusal of a change that is based on another version.
    fn conflict(&self, collection: &str, position: usize, request: &Received) -> Option<Reply> {
        let etag = self.collections[collection][position].etag();
        let wanted = header(request, "if-match");
        if wanted.is_empty() && self.requires_etags {
            let message = "An update needs `If-Match`.";
            return Some(Reply::error(428, "PreconditionRequired", message));
        }
        (!wanted.is_empty() && wanted != "*" && wanted != etag).then(|| {
            let message = format!("The version is {etag} by now.");
            Reply::error(412, "PreconditionFailed", &message)
        })
    }

    /// Returns the changes since a token. Without a token, it returns all entities.
    fn delta(&self, collection: &str, options: &Options) -> Reply {
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
        Reply::of(200, json!({ "@odata.deltaLink": link, "value": items }))
    }

    /// The action `assign`: replaces the assignments of a policy.
    fn assign(&mut self, policy: &str, parameters: &Value) -> Reply {
        let Some(assignments) = parameters["assignments"].as_array() else {
            return Reply::error(400, "BadRequest", "`assignments` is not an array.");
        };
        let collection = format!("{policy}/assignments");
        self.collections.insert(collection.clone(), Vec::new());
        for (number, assignment) in assignments.iter().enumerate() {
            let mut assignment = assignment.clone();
            assignment["id"] = json!(format!("assignment-{}", number + 1));
            self.put(&collection, assignment);
        }
        Reply::of(200, json!({ "value": self.entities(&collection) }))
    }

    /// The function `isMember(name='…')` of a group.
    fn is_member(&self, group: &str, call: &str) -> Reply {
        let name = call
            .strip_prefix("isMember(name='")
            .and_then(|call| call.strip_suffix("')"));
        let name = name.unwrap_or_default().replace("''", "'");
        let members = self.entities(&format!("{group}/members"));
        let is_member = members
            .iter()
            .any(|member| member["displayName"] == json!(name));
        Reply::of(200, json!({ "value": is_member }))
    }
}

fn page_size(request: &Received) -> usize {
    let prefer = header(request, "prefer");
    let size = prefer.split_once("odata.maxpagesize=");
    size.and_then(|(_, size)| size.split(',').next()?.trim().parse().ok())
        .unwrap_or(PAGE)
}

/// Merges changes into an entity. Absent members keep their values, complex values are merged, and
/// null clears a value.
fn merge(entity: &mut Map<String, Value>, changes: &Map<String, Value>) {
    for (name, value) in changes {
        match (entity.get_mut(name), value) {
            (Some(Value::Object(old)), Value::Object(new)) => merge(old, new),
            _ => {
                entity.insert(name.clone(), value.clone());
            }
        }
    }
}

fn header(request: &Received, name: &str) -> String {
    request.headers.get(name).cloned().unwrap_or_default()
}

fn not_found(collection: &str, id: &str) -> Reply {
    let message = format!("There is no `{id}` in `{collection}`.");
    Reply::error(404, "ResourceNotFound", &message)
}
