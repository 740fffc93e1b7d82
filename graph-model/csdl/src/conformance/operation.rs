//! Compares the model of an action or a function with the metadata.
//!
//! Overloads of an operation share its name. They differ in the type that they are bound to, and
//! those of a function in their parameters as well. A model is compared with the overload that has
//! most of its parameters. The letter case of a parameter does not count: Microsoft Graph accepts
//! either, and its documentation often differs from its metadata.

use super::{Comparison, Extent, described, near_type, nearest};
use crate::difference::DifferenceKind;
use crate::metadata::{OperationDeclaration, PropertyDeclaration, namespace};
use crate::model::{Binding, OperationModel, PropertyModel};

impl<'m> Comparison<'m> {
    pub(super) fn operation(&mut self, model: &OperationModel) {
        let Some(declaration) = self.declared_operation(model) else {
            return;
        };
        if declaration.is_function != model.is_function {
            let (declared, modelled) = (kind(declaration.is_function), kind(model.is_function));
            self.differ(
                &model.name,
                DifferenceKind::WrongKind { declared, modelled },
            );
            return;
        }
        for parameter in &model.parameters {
            self.parameter(model, parameter, declaration);
        }
        if self.extent == Extent::Whole {
            self.missing_parameters(model, declaration);
        }
        self.result(model, declaration);
    }

    /// Returns the declared overload that the model describes. If there is no such overload, this
    /// records a difference.
    fn declared_operation(&mut self, model: &OperationModel) -> Option<&'m OperationDeclaration> {
        let metadata = self.metadata;
        let of_name: Vec<_> = metadata
            .operations
            .iter()
            .filter(|operation| self.is_named(operation, &model.name))
            .collect();
        if of_name.is_empty() {
            let near = near_type(&model.name, metadata.operations());
            self.differ(&model.name, DifferenceKind::UnknownOperation { near });
            return None;
        }
        let bound = of_name
            .iter()
            .copied()
            .filter(|operation| match &model.binding {
                Binding::Elsewhere => true,
                Binding::None => operation.is_bound_to(None),
                Binding::Type(ty, collection) => operation.is_bound_to(Some((ty, *collection))),
            });
        let best = bound.max_by_key(|operation| {
            let shared = model
                .parameters
                .iter()
                .filter(|parameter| find(operation, &parameter.name).is_some());
            let shared = shared.count();
            (
                shared,
                usize::MAX - operation.parameters.len().abs_diff(shared),
            )
        });
        if best.is_none() {
            let declared = of_name.iter().map(|operation| match &operation.binding {
                Some(binding) => described(binding),
                None => "nothing".to_owned(),
            });
            let declared = declared.collect();
            self.differ(&model.name, DifferenceKind::WrongBinding { declared });
        }
        best
    }

    /// Whether the operation has this name. The name of an unbound operation may be that of its
    /// import.
    fn is_named(&self, operation: &OperationDeclaration, name: &str) -> bool {
        let import = self.metadata.import_of(&operation.name);
        operation.name == name
            || import.is_some_and(|import| {
                format!("{}.{}", namespace(&operation.name), import.name) == name
            })
    }

    fn parameter(
        &mut self,
        model: &OperationModel,
        parameter: &PropertyModel,
        declaration: &OperationDeclaration,
    ) {
        let target = format!("{}/{}", model.name, parameter.name);
        match find(declaration, &parameter.name) {
            Some(declared) => self.value(&target, parameter, declared),
            None => {
                let names = declaration.parameters.iter().map(|p| p.name.as_str());
                let unused = names.filter(|name| {
                    let mut modelled = model.parameters.iter();
                    !modelled.any(|parameter| parameter.name == *name)
                });
                let near = nearest(&parameter.name, unused);
                self.differ(target, DifferenceKind::UnknownParameter { near });
            }
        }
    }

    fn missing_parameters(&mut self, model: &OperationModel, declaration: &OperationDeclaration) {
        for declared in &declaration.parameters {
            let is_modelled = model
                .parameters
                .iter()
                .any(|parameter| parameter.name.eq_ignore_ascii_case(&declared.name));
            // A misspelled parameter is reported only once, at its wrong name.
            let is_misspelled = self.differences.iter().any(|difference| {
                matches!(&difference.kind, DifferenceKind::UnknownParameter { near: Some(near) } if *near == declared.name)
            });
            if !is_modelled && !is_misspelled {
                let target = format!("{}/{}", model.name, declared.name);
                let declared = described(declared);
                self.differ(target, DifferenceKind::MissingParameter { declared });
            }
        }
    }

    fn result(&mut self, model: &OperationModel, declaration: &OperationDeclaration) {
        match (&model.returns, &declaration.returns) {
            (Some(modelled), Some(declared)) => {
                let target = format!("{}/returns", model.name);
                self.value(&target, modelled, declared);
            }
            (None, None) => {}
            (modelled, declared) => {
                let declared = declared.as_ref().map(described);
                let modelled = modelled.is_some();
                self.differ(
                    &model.name,
                    DifferenceKind::WrongResult { declared, modelled },
                );
            }
        }
    }
}

fn kind(is_function: bool) -> &'static str {
    if is_function {
        "a function"
    } else {
        "an action"
    }
}

fn find<'d>(declaration: &'d OperationDeclaration, name: &str) -> Option<&'d PropertyDeclaration> {
    declaration
        .parameters
        .iter()
        .find(|declared| declared.name.eq_ignore_ascii_case(name))
}
