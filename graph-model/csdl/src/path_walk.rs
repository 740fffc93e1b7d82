//! Walks along the template of a path, to check where it leads.

use super::metadata::{Metadata, PropertyKind};

/// Checks that a template leads to entities of this type. The error is the reason why it does not.
pub(crate) fn leads_to(metadata: &Metadata, template: &str, ty: &str) -> Result<(), String> {
    let end = Walk::along(metadata, template)?;
    if metadata.is_or_derives_from(ty, &end) || metadata.is_or_derives_from(&end, ty) {
        Ok(())
    } else {
        Err(format!("it leads to `{end}`"))
    }
}

/// A walk along a template.
struct Walk<'m> {
    metadata: &'m Metadata,
    /// The type that has been reached.
    ty: Option<&'m str>,
    /// Whether the walk is at a collection of this type, so that a key has to select an entity.
    in_collection: bool,
}

impl<'m> Walk<'m> {
    /// The type that the template leads to.
    fn along(metadata: &'m Metadata, template: &str) -> Result<String, String> {
        let mut walk = Walk {
            metadata,
            ty: None,
            in_collection: false,
        };
        let mut segments = template.trim_start_matches('/').split('/').peekable();
        while let Some(segment) = segments.next() {
            // An entity addressed by its path within a drive, `root:/{path}:`, has the type of the
            // root.
            if let Some(name) = segment.strip_suffix(':')
                && !is_placeholder(name)
            {
                walk.name(name)?;
                segments.next_if(|next| is_placeholder(next.trim_end_matches(':')));
            } else {
                walk.segment(segment)?;
            }
        }
        match walk.ty {
            Some(ty) if !walk.in_collection => Ok(ty.to_owned()),
            Some(ty) => Err(format!(
                "it leads to a collection of `{ty}`, a key is missing"
            )),
            None => Err("it is empty".to_owned()),
        }
    }

    fn segment(&mut self, segment: &str) -> Result<(), String> {
        if is_placeholder(segment) {
            return self.key(segment);
        }
        match segment.split_once('(') {
            Some((name, key)) => {
                self.name(name)?;
                self.key(key)
            }
            None => self.name(segment),
        }
    }

    fn key(&mut self, key: &str) -> Result<(), String> {
        if !self.in_collection {
            return Err(format!(
                "`{key}` is a key, and there is no collection before it"
            ));
        }
        self.in_collection = false;
        Ok(())
    }

    fn name(&mut self, name: &str) -> Result<(), String> {
        let Some(ty) = self.ty else {
            let mut resources = self.metadata.resources.iter();
            let resource = resources
                .find(|resource| resource.name == name)
                .ok_or_else(|| format!("`{name}` is neither an entity set nor a singleton"))?;
            self.ty = Some(&resource.ty);
            self.in_collection = resource.is_set;
            return Ok(());
        };
        if name.contains('.') {
            return self.cast(ty, name);
        }
        if self.in_collection {
            return Err(format!("`{name}` follows a collection, a key is missing"));
        }
        let property = self
            .metadata
            .property(ty, name)
            .filter(|property| property.is_navigation())
            .ok_or_else(|| format!("`{ty}` has no navigation property `{name}`"))?;
        if property.kind != PropertyKind::Containment {
            return Err(format!("`{name}` of `{ty}` contains no entities"));
        }
        self.ty = Some(&property.ty);
        self.in_collection = property.collection;
        Ok(())
    }

    fn cast(&mut self, ty: &str, name: &str) -> Result<(), String> {
        match self.metadata.structured_type(name) {
            Some(derived) if self.metadata.is_or_derives_from(name, ty) => {
                self.ty = Some(&derived.name);
                Ok(())
            }
            _ => Err(format!("`{name}` does not derive from `{ty}`")),
        }
    }
}

pub(super) fn is_placeholder(segment: &str) -> bool {
    segment.starts_with('{') && segment.ends_with('}')
}
