//! The attributes of an item, its variants and its fields.

use syn::{Attribute, Data, DeriveInput};

/// Removes the attributes of this name from the item, its variants and its fields.
pub(crate) fn remove_attributes(input: &mut DeriveInput, name: &str) {
    each_attribute_list(input, |attributes| {
        attributes.retain(|attribute| !attribute.path().is_ident(name));
    });
}

/// Visits the attributes of the item, its variants and its fields.
pub(crate) fn each_attribute_list(
    input: &mut DeriveInput,
    mut visit: impl FnMut(&mut Vec<Attribute>),
) {
    visit(&mut input.attrs);
    match &mut input.data {
        Data::Struct(data) => data
            .fields
            .iter_mut()
            .for_each(|field| visit(&mut field.attrs)),
        Data::Union(data) => data
            .fields
            .named
            .iter_mut()
            .for_each(|field| visit(&mut field.attrs)),
        Data::Enum(data) => {
            for variant in &mut data.variants {
                visit(&mut variant.attrs);
                variant
                    .fields
                    .iter_mut()
                    .for_each(|field| visit(&mut field.attrs));
            }
        }
    }
}
