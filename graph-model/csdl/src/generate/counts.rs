//! Counts the generated types and operations.

use std::collections::BTreeMap;
use std::fmt;

use super::modules::Modules;
use crate::metadata::TypeDeclaration;

/// The numbers of generated items.
///
/// They are displayed with one line for the whole, and one for each area.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    whole: Numbers,
    /// The part that all areas share.
    shared: Numbers,
    areas: BTreeMap<String, Numbers>,
}

/// The numbers of one part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Numbers {
    /// Entity types.
    pub entity_types: usize,
    /// Complex types.
    pub complex_types: usize,
    /// Enumeration types.
    pub enumeration_types: usize,
    /// Properties of entity types and complex types.
    pub properties: usize,
    /// Actions and functions.
    pub operations: usize,
}

impl Counts {
    pub(super) fn of(modules: &Modules<'_>) -> Self {
        let mut counts = Self::default();
        let areas = modules.shapes.areas;
        for declaration in modules.shapes.selection.declarations() {
            let mut numbers = Numbers::default();
            match declaration {
                TypeDeclaration::Structured(ty) if ty.is_entity => numbers.entity_types = 1,
                TypeDeclaration::Structured(_) => numbers.complex_types = 1,
                TypeDeclaration::Enumeration(_) => numbers.enumeration_types = 1,
            }
            if let TypeDeclaration::Structured(ty) = declaration {
                numbers.properties = ty.properties.len();
            }
            counts.add(areas.of_type(declaration.name()), numbers);
        }
        for &number in modules.shapes.selection.operations() {
            let numbers = Numbers {
                operations: 1,
                ..Numbers::default()
            };
            counts.add(areas.of_operation(number), numbers);
        }
        counts
    }

    fn add(&mut self, area: Option<&str>, numbers: Numbers) {
        self.whole.add(numbers);
        match area {
            None => self.shared.add(numbers),
            Some(area) => self.areas.entry(area.to_owned()).or_default().add(numbers),
        }
    }

    /// The numbers of the whole.
    #[must_use]
    pub fn whole(&self) -> Numbers {
        self.whole
    }

    /// The numbers of what belongs to no area, because several areas need it.
    #[must_use]
    pub fn shared(&self) -> Numbers {
        self.shared
    }

    /// The areas with their numbers.
    pub fn areas(&self) -> impl Iterator<Item = (&str, Numbers)> {
        self.areas
            .iter()
            .map(|(area, numbers)| (area.as_str(), *numbers))
    }
}

impl Numbers {
    fn add(&mut self, other: Self) {
        self.entity_types += other.entity_types;
        self.complex_types += other.complex_types;
        self.enumeration_types += other.enumeration_types;
        self.properties += other.properties;
        self.operations += other.operations;
    }
}

impl fmt::Display for Numbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            (self.entity_types, "entity type"),
            (self.complex_types, "complex type"),
            (self.enumeration_types, "enumeration type"),
            (self.operations, "operation"),
        ];
        for (count, name) in parts {
            let plural = if count == 1 { "" } else { "s" };
            write!(f, "{count} {name}{plural}, ")?;
        }
        match self.properties {
            1 => f.write_str("1 property"),
            properties => write!(f, "{properties} properties"),
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.whole)?;
        if !self.areas.is_empty() {
            write!(f, "\nshared by all areas: {}", self.shared)?;
        }
        for (area, numbers) in &self.areas {
            write!(f, "\n{area}: {numbers}")?;
        }
        Ok(())
    }
}
