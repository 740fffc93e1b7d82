//! Writes the types of the metadata as annotated source.

use std::collections::{BTreeSet, HashMap};

use super::areas;
use super::complex_tag::ComplexTag;
use super::docs;
use super::member_names::{self, UNKNOWN_VARIANT};
use super::name_rules::{self, NameRules};
use super::names::Names;
use super::paths::TypePaths;
use super::shape::Shapes;
use super::slice::Permissions;
use crate::metadata::{
    EnumerationDeclaration, PropertyDeclaration, QueryRestrictions, RUNTIME_ENTITY,
    StructuredDeclaration,
};
use graph_syntax::NameRule;
use graph_syntax::ast::next_value;

/// The widest line that rustfmt writes, and the widest list of arguments that it leaves on one line.
pub(super) const LINE: usize = 100;
const ARGUMENTS: usize = 70;

/// Writes the items of one module.
pub(super) struct Items<'g, 'm> {
    pub shapes: &'g Shapes<'m>,
    pub paths: &'g HashMap<String, TypePaths>,
    pub rules: NameRules,
    pub complex_tag: ComplexTag,
    /// The columns that the module itself is indented by.
    pub indented: usize,
    pub source: String,
    /// The names that the items use from `graph-model`.
    pub uses: BTreeSet<&'static str>,
    pub uses_map: bool,
}

/// The types of `graph-model` that a field may have.
const FIELD_TYPES: [&str; 5] = ["Binary", "Flags", "RawJson", "Stream", "UnknownObject"];

impl Items<'_, '_> {
    pub(super) fn names(&self) -> &Names<'_> {
        self.shapes.names
    }

    pub(super) fn line(&mut self, text: &str) {
        self.source.push_str(text);
        self.source.push('\n');
    }

    pub(super) fn document(&mut self, indent: &str, text: &str) {
        let width = LINE.saturating_sub(self.indented);
        docs::write(&mut self.source, "///", indent, text, width);
    }

    /// Writes an attribute, on one line if rustfmt keeps it on one line.
    pub(super) fn attribute(&mut self, indent: &str, name: &str, arguments: &[String]) {
        let list = arguments.join(", ");
        let one_line = format!("{indent}#[{name}({list})]");
        let fits = one_line.len() + self.indented <= LINE;
        if fits && (arguments.len() == 1 || list.len() <= ARGUMENTS) {
            self.line(&one_line);
            return;
        }
        self.line(&format!("{indent}#[{name}("));
        for (number, argument) in arguments.iter().enumerate() {
            let comma = if number + 1 < arguments.len() {
                ","
            } else {
                ""
            };
            self.line(&format!("{indent}    {argument}{comma}"));
        }
        self.line(&format!("{indent})]"));
    }

    /// Writes a type and its roots, unless the type is elsewhere.
    pub(super) fn structured(&mut self, ty: &StructuredDeclaration) {
        if self.names().is_elsewhere(&ty.name) {
            return;
        }
        self.line("");
        let ident = self.names().ident(&ty.name).to_owned();
        self.type_docs(ty.description.as_deref(), &ty.name);
        if let Some(verbs) = denied(ty.restrictions) {
            self.line("///");
            self.document(
                "",
                &format!("Queries cannot {verbs} collections of this type."),
            );
        }
        let macro_name = if ty.is_entity {
            "graph_entity"
        } else {
            "graph_complex"
        };
        let fields = self.names().fields(ty);
        let properties = ty.properties.iter().map(|property| property.name.as_str());
        let rule = name_rules::rule_for(
            self.rules.properties,
            fields.iter().map(String::as_str).zip(properties),
        );
        let mut arguments = self.type_arguments(ty);
        arguments.extend(name_rules::rule_argument(rule));
        self.uses.insert(macro_name);
        self.attribute("", macro_name, &arguments);
        self.line("#[derive(Clone, Debug, Default, PartialEq)]");
        let mut body = Vec::new();
        for (property, field) in ty.properties.iter().zip(&fields) {
            body.push((property, field, self.shapes.field_type(ty, property)));
        }
        let open = ty.open && !self.inherits_openness(ty);
        // The root of the runtime holds the etag of the types that derive from it.
        let is_own_root = ty.is_entity && ty.base.is_none();
        if body.is_empty() && !open && !is_own_root {
            self.line(&format!("pub struct {ident} {{}}"));
        } else {
            self.line(&format!("pub struct {ident} {{"));
            if is_own_root {
                let field = member_names::etag_field(&fields);
                self.line("    /// The version that was read.");
                self.line("    #[graph(annotation = \"@odata.etag\")]");
                self.line(&format!("    pub {field}: Option<String>,"));
            }
            for (property, field, field_type) in body {
                self.field(ty, property, rule, field, &field_type);
            }
            if open {
                self.uses_map = true;
                self.uses.insert("RawJson");
                let field = member_names::additional_field(&fields);
                self.line("    /// Properties that the type does not declare, because it is open.");
                self.line("    #[graph(additional)]");
                self.line(&format!("    pub {field}: BTreeMap<String, RawJson>,"));
            }
            self.line("}");
        }
        self.roots(ty, &ident);
    }

    /// Writes a route for each entity set and each singleton of the type.
    fn roots(&mut self, ty: &StructuredDeclaration, ident: &str) {
        let resources = self.shapes.metadata.resources.iter().enumerate();
        for (number, resource) in resources.filter(|(_, resource)| resource.ty == ty.name) {
            let constant = self.names().root_ident(number).to_owned();
            let name = &resource.name;
            let (target, start, kind) = if resource.is_set {
                let target = format!("graph_model::path::Collection<{ident}>");
                (target, "entity_set", "entity set")
            } else {
                (ident.to_owned(), "singleton", "singleton")
            };
            self.uses.insert("Route");
            self.line("");
            self.line(&format!("/// The {kind} `{name}`."));
            self.line("#[allow(dead_code, reason = \"a program need not start here\")]");
            let declaration = format!("pub const {constant}: Route<{target}> =");
            let value = format!("Route::{start}(\"{name}\");");
            let one_line = format!("{declaration} {value}");
            if one_line.len() + self.indented <= LINE {
                self.line(&one_line);
            } else if declaration.len() + self.indented <= LINE {
                self.line(&declaration);
                self.line(&format!("    {value}"));
            } else {
                self.line(&format!("pub const {constant}: Route<"));
                self.line(&format!("    {target},"));
                self.line(&format!("> = {value}"));
            }
        }
    }

    fn type_docs(&mut self, description: Option<&str>, name: &str) {
        match description {
            Some(text) if !text.trim().is_empty() => self.document("", text),
            _ => self.line(&format!("/// `{name}`")),
        }
    }

    fn type_arguments(&self, ty: &StructuredDeclaration) -> Vec<String> {
        let mut arguments = vec![format!("odata = \"{}\"", ty.name)];
        match ty.base.as_deref() {
            Some(RUNTIME_ENTITY) => {}
            Some(base) => {
                let place = self.shapes.place_of(&ty.name);
                let path = self.shapes.type_path(place, base);
                arguments.push(format!("base = {path}"));
            }
            None if ty.is_entity => arguments.push("base = none".to_owned()),
            None => {}
        }
        if let Some(paths) = self.paths.get(&ty.name) {
            arguments.push(format!("path = \"{}\"", paths.own));
            let further = paths.further.iter();
            let further: Vec<String> = further
                .map(|(ident, path)| format!("{ident} = \"{path}\""))
                .collect();
            if !further.is_empty() {
                arguments.push(format!("paths({})", further.join(", ")));
            }
        }
        match self.complex_tag {
            ComplexTag::Bare if !ty.is_entity => arguments.push("tag = bare".to_owned()),
            ComplexTag::Derived if !ty.is_entity => arguments.push("tag = derived".to_owned()),
            ComplexTag::None if !ty.is_entity => arguments.push("tag = none".to_owned()),
            _ => {}
        }
        if ty.is_entity && self.shapes.metadata.has_stream(&ty.name) {
            arguments.push("media".to_owned());
        }
        if ty.never_updated {
            arguments.push("patch = none".to_owned());
        }
        arguments.extend(permissions(self.names().permissions(&ty.name)));
        arguments
    }

    fn field(
        &mut self,
        ty: &StructuredDeclaration,
        property: &PropertyDeclaration,
        rule: NameRule,
        field: &str,
        field_type: &str,
    ) {
        if let Some(text) = &property.description {
            self.document("    ", text);
        }
        if let Some(verbs) = denied(property.restrictions) {
            let described = |text: &String| !text.trim().is_empty();
            if property.description.as_ref().is_some_and(described) {
                self.line("    ///");
            }
            let by = if property.is_navigation() {
                "the entities that it leads to"
            } else {
                "by it"
            };
            self.document("    ", &format!("Queries cannot {verbs} {by}."));
        }
        if let Some(condition) = self.shapes.condition(ty, property) {
            self.line(&format!("    {condition}"));
        }
        let follows = name_rules::follows_from(rule, field, &property.name);
        let marks = self.shapes.marks(ty, property, follows);
        if !marks.is_empty() {
            self.attribute("    ", "graph", &marks);
        }
        self.field_line(field, field_type);
    }

    /// Writes a field after its attributes.
    pub(super) fn field_line(&mut self, field: &str, field_type: &str) {
        self.use_field_types(field_type);
        let one_line = format!("    pub {field}: {field_type},");
        if one_line.len() + self.indented <= LINE {
            self.line(&one_line);
        } else {
            self.line(&format!("    pub {field}:"));
            self.line(&format!("        {field_type},"));
        }
    }

    /// Imports the type of `graph-model` that a type of a field names.
    pub(super) fn use_field_types(&mut self, field_type: &str) {
        let mut words = field_type.split(|c: char| !c.is_alphanumeric());
        self.uses
            .extend(words.find_map(|word| FIELD_TYPES.into_iter().find(|ty| *ty == word)));
    }

    /// Whether a base type already keeps additional members.
    fn inherits_openness(&self, ty: &StructuredDeclaration) -> bool {
        self.shapes
            .metadata
            .ancestry(&ty.name)
            .skip(1)
            .any(|base| base.open)
    }

    pub(super) fn union(&mut self, ty: &StructuredDeclaration) {
        self.line("");
        let ident = self.names().ident(&ty.name).to_owned();
        let derived = self.shapes.selection.selected_derived(&ty.name);
        let types: Vec<&str> = [ty.name.as_str()].into_iter().chain(derived).collect();
        let place = self.shapes.place_of(&ty.name);
        let link = if self.names().is_elsewhere(&ty.name) {
            format!("({})", self.shapes.type_path(place, &ty.name))
        } else {
            String::new()
        };
        let article = if ident.starts_with(['A', 'E', 'I', 'O', 'U']) {
            "An"
        } else {
            "A"
        };
        self.line(&format!(
            "/// {article} [`{ident}`]{link} or a type derived from it."
        ));
        self.uses.extend(["UnknownObject", "graph_union"]);
        self.line("#[graph_union]");
        self.line("#[derive(Clone, Debug, PartialEq)]");
        self.line("#[non_exhaustive]");
        self.line(&format!(
            "pub enum {} {{",
            self.names().union_ident(&ty.name)
        ));
        let variants = member_names::union_variants(self.names(), &types);
        for (name, variant) in types.iter().zip(variants) {
            let path = self.shapes.type_path(place, name);
            let areas = self.shapes.areas;
            let beyond = areas.beyond(areas.of_type(&ty.name), [*name]);
            if let Some(condition) = areas::condition(&beyond) {
                self.line(&format!("    {condition}"));
            }
            // Entities are large, and each value of an enum is as large as the largest variant.
            let held = if ty.is_entity {
                format!("Box<{path}>")
            } else {
                path
            };
            let one_line = format!("    {variant}({held}),");
            if one_line.len() + self.indented <= LINE {
                self.line(&one_line);
            } else {
                self.line(&format!("    {variant}("));
                self.line(&format!("        {held},"));
                self.line("    ),");
            }
        }
        self.line("    #[graph(unknown)]");
        self.line(&format!("    {UNKNOWN_VARIANT}(UnknownObject),"));
        self.line("}");
    }

    /// Writes an enumeration, unless it is elsewhere.
    pub(super) fn enumeration(&mut self, ty: &EnumerationDeclaration) {
        if self.names().is_elsewhere(&ty.name) {
            return;
        }
        self.line("");
        let ident = self.names().ident(&ty.name).to_owned();
        self.type_docs(ty.description.as_deref(), &ty.name);
        let mut arguments = vec![format!("odata = \"{}\"", ty.name)];
        if ty.flags {
            arguments.push("flags".to_owned());
        }
        let (variants, unknown) = self.names().variants(ty);
        let members = ty.members.iter().map(|member| member.name.as_str());
        let rule = name_rules::rule_for(
            self.rules.members,
            variants.iter().map(String::as_str).zip(members),
        );
        arguments.extend(name_rules::rule_argument(rule));
        self.uses.insert("graph_enum");
        self.attribute("", "graph_enum", &arguments);
        self.line("#[derive(Clone, Debug, PartialEq, Eq)]");
        self.line("#[non_exhaustive]");
        self.line(&format!("pub enum {ident} {{"));
        let mut previous = None;
        for (member, variant) in ty.members.iter().zip(variants) {
            if let Some(text) = &member.description {
                self.document("    ", text);
            }
            let mut marks = Vec::new();
            if !name_rules::follows_from(rule, &variant, &member.name) {
                marks.push(format!("name = \"{}\"", member.name));
            }
            if member.value != next_value(previous, ty.flags) {
                marks.push(format!("value = {}", member.value));
            }
            if !marks.is_empty() {
                self.attribute("    ", "graph", &marks);
            }
            self.line(&format!("    {variant},"));
            previous = Some(member.value);
        }
        self.line("    /// A member that is not modelled.");
        self.line("    #[graph(unknown)]");
        self.line(&format!("    {unknown}(String),"));
        self.line("}");
    }
}

/// The argument that names permissions.
fn permissions(permissions: Option<&Permissions>) -> Option<String> {
    let permissions = permissions.filter(|permissions| !permissions.is_empty())?;
    let kinds = [
        ("delegated", &permissions.delegated),
        ("application", &permissions.application),
    ];
    let kinds = kinds.into_iter().filter(|(_, names)| !names.is_empty());
    let lists = kinds.map(|(kind, names)| {
        let names: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
        format!("        {kind} = [{}]", names.join(", "))
    });
    let lists: Vec<String> = lists.collect();
    Some(format!("permissions(\n{}\n    )", lists.join(",\n")))
}

/// The verbs that queries cannot do.
fn denied(restrictions: QueryRestrictions) -> Option<&'static str> {
    match (restrictions.cannot_filter, restrictions.cannot_sort) {
        (true, true) => Some("filter or sort"),
        (true, false) => Some("filter"),
        (false, true) => Some("sort"),
        (false, false) => None,
    }
}
