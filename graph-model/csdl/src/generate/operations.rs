//! Writes the actions and functions of the metadata as annotated structs.

use super::areas;
use super::items::{Items, LINE};
use super::member_names;
use super::name_rules;
use super::names::Place;
use crate::metadata::{
    OperationDeclaration, PropertyDeclaration, TypeDeclaration, namespace, short_name,
};

impl Items<'_, '_> {
    /// Writes the operation with this number.
    pub(super) fn operation(&mut self, number: usize) {
        let shapes = self.shapes;
        let operation = &shapes.metadata.operations[number];
        self.line("");
        let ident = shapes.names.operation_ident(number).to_owned();
        let place = Place {
            namespace: namespace(&operation.name),
            area: shapes.areas.of_operation(number),
        };
        self.operation_docs(operation);
        let areas = shapes.areas;
        let types = operation.values().chain(&operation.binding);
        let types = types.map(|value| value.ty.as_str());
        if let Some(condition) = areas::condition(&areas.beyond(areas.of_operation(number), types))
        {
            self.line(&condition);
        }
        let macro_name = if operation.is_function {
            "graph_function"
        } else {
            "graph_action"
        };
        let fields = member_names::parameters(operation);
        let parameters = operation.parameters.iter();
        let rule = name_rules::rule_for(
            self.rules.properties,
            fields
                .iter()
                .map(String::as_str)
                .zip(parameters.map(|parameter| parameter.name.as_str())),
        );
        let mut arguments = self.operation_arguments(operation, place);
        arguments.extend(name_rules::rule_argument(rule));
        self.uses.insert(macro_name);
        self.attribute("", macro_name, &arguments);
        let mut lines = Vec::new();
        for (parameter, field) in operation.parameters.iter().zip(&fields) {
            let ty = shapes.value_type(place, parameter);
            let ty = if parameter.collection {
                format!("Vec<{ty}>")
            } else {
                ty
            };
            // A service refuses a function without one of its parameters. It ignores the absence of
            // many parameters of actions, whatever the metadata says.
            let is_required = operation.is_function && !parameter.nullable;
            let ty = if is_required {
                ty
            } else {
                format!("Option<{ty}>")
            };
            lines.push((parameter, field, ty));
        }
        let has_default = !operation.is_function
            || operation
                .parameters
                .iter()
                .all(|parameter| parameter.nullable || self.has_default(parameter));
        let default = if has_default { "Default, " } else { "" };
        self.line(&format!("#[derive(Clone, Debug, {default}PartialEq)]"));
        if lines.is_empty() {
            self.line(&format!("pub struct {ident};"));
            return;
        }
        let start = format!("pub struct {ident} {{");
        // The opening brace alone does not fit.
        if start.len() + self.indented > LINE {
            self.line(&format!("pub struct {ident}"));
            self.line("{");
        } else {
            self.line(&start);
        }
        for (parameter, field, ty) in lines {
            let mut marks = Vec::new();
            if !name_rules::follows_from(rule, field, &parameter.name) {
                marks.push(format!("name = \"{}\"", parameter.name));
            }
            marks.extend(shapes.values.mark(&parameter.ty));
            if !marks.is_empty() {
                self.attribute("    ", "graph", &marks);
            }
            self.field_line(field, &ty);
        }
        self.line("}");
    }

    fn operation_docs(&mut self, operation: &OperationDeclaration) {
        let kind = if operation.is_function {
            "a function"
        } else {
            "an action"
        };
        match (&operation.description, &operation.binding) {
            (Some(text), _) if !text.trim().is_empty() => self.document("", text),
            (_, Some(binding)) => {
                let of = if binding.collection {
                    "a collection of "
                } else {
                    ""
                };
                let (name, ty) = (&operation.name, &binding.ty);
                self.line(&format!("/// `{name}`, {kind} of {of}`{ty}`."));
            }
            (_, None) => self.line(&format!("/// `{}`, {kind}.", operation.name)),
        }
    }

    fn operation_arguments(
        &mut self,
        operation: &OperationDeclaration,
        place: Place<'_>,
    ) -> Vec<String> {
        let shapes = self.shapes;
        let own = namespace(&operation.name);
        let name = match &operation.binding {
            Some(_) => short_name(&operation.name),
            // A client calls an unbound operation by the name of its import.
            None => shapes
                .metadata
                .import_of(&operation.name)
                .map_or(short_name(&operation.name), |import| &import.name),
        };
        let mut arguments = vec![format!("odata = \"{own}.{name}\"")];
        if let Some(binding) = &operation.binding {
            let path = if binding.ty == crate::metadata::RUNTIME_ENTITY {
                "graph_model::Entity".to_owned()
            } else {
                shapes.type_path(place, &binding.ty)
            };
            arguments.push(if binding.collection {
                format!("on = Collection<{path}>")
            } else {
                format!("on = {path}")
            });
        }
        if let Some(returns) = &operation.returns {
            let ty = shapes.value_type(place, returns);
            let ty = if returns.collection {
                format!("Vec<{ty}>")
            } else {
                ty
            };
            self.use_field_types(&ty);
            arguments.push(format!("returns = {ty}"));
        }
        arguments
    }

    /// Whether the type of a required parameter has a default value.
    fn has_default(&self, parameter: &PropertyDeclaration) -> bool {
        let shapes = self.shapes;
        parameter.collection
            || shapes.metadata.is_any_json(&parameter.ty)
            || match shapes.metadata.get(&parameter.ty) {
                None => shapes.values.has_default(&parameter.ty),
                Some(TypeDeclaration::Enumeration(declaration)) => declaration.flags,
                Some(TypeDeclaration::Structured(declaration)) => {
                    shapes.selection.derived(&declaration.name).is_empty()
                }
            }
    }
}
