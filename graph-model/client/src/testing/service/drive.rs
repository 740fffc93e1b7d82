//! Files and folders, addressed by their paths or their ids.
//!
//! "Addressing resources in a drive on OneDrive" of Microsoft Graph. A drive is identified by its
//! path, such as `/me/drive`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::received::Received;
use super::reply::Reply;

/// The path of all downloads, next to that of the service.
pub(super) const DOWNLOADS: &str = "/downloads/";

/// The files and folders of all drives, by drive and path.
#[derive(Default)]
pub(super) struct Drives {
    items: BTreeMap<String, Item>,
    count: u32,
}

struct Item {
    id: String,
    /// The bytes of a file, and their media type. A folder has none.
    content: Option<(String, Vec<u8>)>,
    /// Further properties.
    properties: Map<String, Value>,
}

/// The place that a URL leads to.
struct Place {
    /// The drive and the path of the item. The root ends in `/root`.
    item: String,
    /// The name after the item, such as `content`.
    tail: String,
}

impl Drives {
    /// Responds to a request below a drive, and leaves other requests alone.
    pub(super) fn reply(&mut self, path: &str, request: &Received, origin: &str) -> Option<Reply> {
        let Place { item, tail } = self.place(path)?;
        Some(match (request.method.as_str(), tail.as_str()) {
            ("GET", "") => self.get(&item),
            ("GET", "content") => self.download(&item, origin),
            ("PUT", "content") => {
                let content_type = request.header("content-type").to_owned();
                self.put(&item, content_type, request.content.clone())
            }
            ("GET", "children") => self.children(&item),
            ("POST", "children") => self.create_folder(&item, &request.body),
            ("PATCH", "") => self.update(&item, &request.body),
            ("DELETE", "") => self.delete(&item),
            _ => return None,
        })
    }

    /// The place of a path such as `/me/drive/root:/a/b.docx:/content` or
    /// `/me/drive/items/7/content`.
    fn place(&self, path: &str) -> Option<Place> {
        let place = |item: String, tail: &str| Place {
            item,
            tail: tail.trim_start_matches('/').to_owned(),
        };
        if let Some((drive, rest)) = path.split_once("/root:/") {
            let (file, tail) = rest.split_once(':').unwrap_or((rest, ""));
            return Some(place(format!("{drive}/root/{file}"), tail));
        }
        if let Some((drive, rest)) = path.split_once("/drive/items/") {
            let (id, tail) = rest.split_once('/').unwrap_or((rest, ""));
            let mut items = self.items.iter();
            let found = items.find(|(path, item)| path.starts_with(drive) && item.id == id);
            let item = found.map_or_else(
                || format!("{drive}/drive/items/{id}"),
                |(path, _)| path.clone(),
            );
            return Some(place(item, tail));
        }
        let (drive, tail) = path.split_once("/drive/root")?;
        (tail.is_empty() || tail.starts_with('/'))
            .then(|| place(format!("{drive}/drive/root"), tail))
    }

    /// Stores a file. Responds with its item.
    pub(super) fn put(&mut self, item: &str, content_type: String, bytes: Vec<u8>) -> Reply {
        let is_new = !self.items.contains_key(item);
        self.count += 1;
        let id = format!("item-{}", self.count);
        let stored = self.items.entry(item.to_owned()).or_insert_with(|| Item {
            id,
            content: None,
            properties: Map::new(),
        });
        stored.content = Some((content_type, bytes));
        let mut reply = self.get(item);
        reply.status = if is_new { 201 } else { 200 };
        reply
    }

    /// Stores a file whose upload session is at this path.
    pub(super) fn put_uploaded(&mut self, path: &str, bytes: Vec<u8>) -> Option<Reply> {
        let Place { item, .. } = self.place(path)?;
        Some(self.put(&item, "application/octet-stream".to_owned(), bytes))
    }

    /// The bytes of a file.
    pub(super) fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        let Place { item, .. } = self.place(path)?;
        Some(self.items.get(&item)?.content.as_ref()?.1.clone())
    }

    /// The bytes at a URL that needs no token.
    pub(super) fn fetch(&self, path: &str) -> Reply {
        let id = path.trim_start_matches(DOWNLOADS);
        let item = self.items.values().find(|item| item.id == id);
        match item.and_then(|item| item.content.as_ref()) {
            Some((content_type, bytes)) => Reply::bytes(200, content_type, bytes.clone()),
            None => not_found(id),
        }
    }

    fn value(path: &str, item: &Item) -> Value {
        let mut value = item.properties.clone();
        let name = path.rsplit('/').next().unwrap_or_default();
        value.insert("id".to_owned(), json!(item.id));
        value.insert("name".to_owned(), json!(name));
        match &item.content {
            Some((content_type, bytes)) => {
                value.insert("size".to_owned(), json!(bytes.len()));
                value.insert("file".to_owned(), json!({ "mimeType": content_type }));
            }
            None => {
                value.insert("folder".to_owned(), json!({}));
            }
        }
        Value::Object(value)
    }

    fn get(&self, path: &str) -> Reply {
        match self.items.get(path) {
            Some(item) => Reply::json(200, Self::value(path, item)),
            None if path.ends_with("/drive/root") => Reply::json(
                200,
                json!({ "id": "root", "name": "root", "root": {}, "folder": {} }),
            ),
            None => not_found(path),
        }
    }

    fn download(&self, path: &str, origin: &str) -> Reply {
        match self.items.get(path) {
            Some(item) if item.content.is_some() => {
                let location = format!("{origin}{DOWNLOADS}{}?tempauth=secret", item.id);
                Reply::empty(302).with("Location", location)
            }
            _ => not_found(path),
        }
    }

    fn children(&self, folder: &str) -> Reply {
        let children: Vec<Value> = self
            .items
            .iter()
            .filter(|(path, _)| {
                let below = path
                    .strip_prefix(folder)
                    .and_then(|rest| rest.strip_prefix('/'));
                below.is_some_and(|name| !name.contains('/'))
            })
            .map(|(path, item)| Self::value(path, item))
            .collect();
        Reply::json(200, json!({ "value": children }))
    }

    /// Creates a folder. If the name is taken, `conflictBehavior: rename` picks another name, and
    /// any other behaviour gets 409.
    fn create_folder(&mut self, parent: &str, body: &Value) -> Reply {
        let Some(name) = body["name"].as_str() else {
            return Reply::error(400, "invalidRequest", "A folder needs a name.");
        };
        let mut path = format!("{parent}/{name}");
        if self.items.contains_key(&path) {
            if body["@microsoft.graph.conflictBehavior"] != json!("rename") {
                let message = "An item with this name already exists.";
                return Reply::error(409, "nameAlreadyExists", message);
            }
            // Among this many names, one is free.
            let numbers = 1..=self.items.len();
            let mut names = numbers.map(|number| format!("{parent}/{name} {number}"));
            path = names
                .find(|path| !self.items.contains_key(path))
                .unwrap_or(path);
        }
        self.count += 1;
        let item = Item {
            id: format!("item-{}", self.count),
            content: None,
            properties: Map::new(),
        };
        let reply = Reply::json(201, Self::value(&path, &item));
        self.items.insert(path, item);
        reply
    }

    fn update(&mut self, path: &str, changes: &Value) -> Reply {
        let Some(mut item) = self.items.remove(path) else {
            return not_found(path);
        };
        let mut path = path.to_owned();
        for (name, value) in changes.as_object().into_iter().flatten() {
            if name == "name" {
                let parent = path
                    .rsplit_once('/')
                    .map_or("", |(parent, _)| parent)
                    .to_owned();
                path = format!("{parent}/{}", value.as_str().unwrap_or_default());
            } else if !name.starts_with('@') {
                item.properties.insert(name.clone(), value.clone());
            }
        }
        let reply = Reply::json(200, Self::value(&path, &item));
        self.items.insert(path, item);
        reply
    }

    fn delete(&mut self, path: &str) -> Reply {
        let before = self.items.len();
        let below = format!("{path}/");
        self.items
            .retain(|other, _| other != path && !other.starts_with(&below));
        if self.items.len() < before {
            Reply::empty(204)
        } else {
            not_found(path)
        }
    }
}

fn not_found(path: &str) -> Reply {
    let message = format!("The item `{path}` does not exist.");
    Reply::error(404, "itemNotFound", &message)
}
