//! The shape of the code that the attributes generate for structured types and paths.
//!
//! The attributes read and check a type, and then call these templates with a line for each field.
//! So a template is the place to read what is generated. The compiler copies a template faster than
//! a procedural macro builds the same tokens.

/// An entity type or a complex type: the impls that lead from its description to its fields.
#[doc(hidden)]
#[macro_export]
macro_rules! __structured_type {
    (
        $vis:vis $ident:ident: $kind:ident, $trait:ident, $name:literal $(extends $base:ty [$($inherit:tt)*])?;
        #[doc = $doc:literal] const TYPE = $description:expr;
        patch $patch:ty;
        members [$($number:literal $member:ident)*]
        defaults [$($($defaulted:literal $defaulted_member:ident $default:expr;)+)?]
        dynamic [$($dynamic:ident [$($as_dynamic:tt)*] [$($as_dynamic_mut:tt)*])?]
        draft $draft:ty;
        #[doc = $handles_doc:literal] handles $handles:ident of $scope:ident
        [$($base_handle:tt)*] [$($base_value:tt)*] [
            $($handle_vis:vis $handle:ident $path:ident[$($value:tt)*] $make:ident $wire:literal $handle_doc:literal)*
        ]
    ) => {
        #[doc = $handles_doc]
        #[allow(dead_code, reason = "a query need not name every property")]
        $vis struct $handles {
            $($base_handle)*
            $(
                #[doc = $handle_doc]
                $handle_vis $handle: $crate::query::$path<$($value)*>,
            )*
        }

        impl $ident {
            #[doc = $doc]
            $vis const TYPE: &'static $crate::model::TypeDescription = &$description;
        }

        #[automatically_derived]
        impl $crate::model::$trait for $ident {}

        #[automatically_derived]
        impl $crate::__private::StructuredType for $ident {
            type Patch = $patch;
            type Properties = $handles;
            type Draft = $draft;

            const TYPE: &'static $crate::__private::TypeDescription = Self::TYPE;

            fn member(&self, number: usize) -> &dyn $crate::__private::Any {
                match number {
                    $($number => &self.$member,)*
                    _ => self,
                }
            }

            fn member_mut(&mut self, number: usize) -> &mut dyn $crate::__private::Any {
                match number {
                    $($number => &mut self.$member,)*
                    _ => self,
                }
            }

            $($($inherit)*)?

            $(
                fn set_default(&mut self, number: usize) {
                    match number {
                        $($defaulted => self.$defaulted_member = $default,)+
                        _ => {}
                    }
                }
            )?

            $(
                fn dynamic(&self) -> $crate::__private::Option<&dyn $crate::__private::DynamicMembers> {
                    $($as_dynamic)*(&self.$dynamic)
                }
            )?

            $(
                fn dynamic_mut(&mut self) -> $crate::__private::Option<&mut dyn $crate::__private::DynamicMembers> {
                    $($as_dynamic_mut)*(&mut self.$dynamic)
                }
            )?

            fn properties($scope: $crate::__private::PropertyScope) -> $handles {
                let _ = $scope;
                $handles {
                    $($base_value)*
                    $($handle: $crate::__private::query::$make($scope, $wire),)*
                }
            }
        }

        #[automatically_derived]
        impl $crate::__private::Property for $ident {
            const EDM_TYPE: $crate::edm::EdmType = $crate::edm::EdmType::$kind($name);
            const FORM: $crate::__private::PropertyForm<Self> =
                <Self as $crate::__private::StructuredType>::OBJECT;
        }

        #[automatically_derived]
        impl $crate::__private::Serialize for $ident {
            fn serialize<__S: $crate::__private::Serializer>(
                &self,
                serializer: __S,
            ) -> $crate::__private::Result<__S::Ok, __S::Error> {
                $crate::__private::write(self, serializer)
            }
        }

        #[automatically_derived]
        impl<'de> $crate::__private::Deserialize<'de> for $ident {
            fn deserialize<__D: $crate::__private::Deserializer<'de>>(
                deserializer: __D,
            ) -> $crate::__private::Result<Self, __D::Error> {
                $crate::__private::read(deserializer)
            }
        }

        $(
            #[automatically_derived]
            impl $crate::__private::Deref for $ident {
                type Target = $base;

                fn deref(&self) -> &$base {
                    &self.base
                }
            }

            #[automatically_derived]
            impl $crate::__private::DerefMut for $ident {
                fn deref_mut(&mut self) -> &mut $base {
                    &mut self.base
                }
            }
        )?
    };
}

/// The patch of a structured type: its setters, and the functions that start one.
#[doc(hidden)]
#[macro_export]
macro_rules! __patch {
    (
        #[doc = $doc:literal] $vis:vis $patch:ident of $ident:ident;
        #[doc = $starts:literal]
        set [$($set_vis:vis $set:ident $set_number:literal $set_type:ty, $set_doc:literal)*]
        set_value [$($value_vis:vis $set_value:ident $value_number:literal $value_type:ty, $field_type:ty, $value:ident => $stored:expr, $value_doc:literal)*]
        clear [$($clear_vis:vis $clear:ident $clear_number:literal $clear_doc:literal)*]
        bind [$($bind_vis:vis $bind:ident $bind_number:literal $bind_doc:literal)*]
        bind_all [$($all_vis:vis $bind_all:ident $all_number:literal $all_doc:literal)*]
        unbind [$($unbind_vis:vis $unbind:ident $unbind_number:literal $unbind_doc:literal)*]
        dynamic [$($dynamic_vis:vis $dynamic:ident $clear_dynamic:ident $map:ty)?]
        base [$($base:tt)*]
        entity [$($entity:ident)?]
    ) => {
        #[doc = $doc]
        #[derive(
            $crate::__private::Clone,
            $crate::__private::Debug,
            $crate::__private::PartialEq,
        )]
        #[must_use = "a patch does nothing until it is sent"]
        $vis struct $patch($crate::__private::PatchDocument);

        #[allow(dead_code, reason = "a program need not use every method")]
        impl $patch {
            $(
                #[doc = $set_doc]
                $set_vis fn $set(self, value: impl $crate::patch::IntoProperty<$set_type>) -> Self {
                    $crate::__private::setters::set(self, $set_number, value)
                }
            )*
            $(
                #[doc = $value_doc]
                $value_vis fn $set_value(self, $value: $value_type) -> Self {
                    $crate::__private::setters::set_value::<Self, $field_type>(self, $value_number, $stored)
                }
            )*
            $(
                #[doc = $clear_doc]
                $clear_vis fn $clear(self) -> Self {
                    $crate::__private::setters::clear(self, $clear_number)
                }
            )*
            $(
                #[doc = $bind_doc]
                $bind_vis fn $bind(self, target: impl $crate::path::EntityReference) -> Self {
                    $crate::__private::setters::bind(self, $bind_number, &target)
                }
            )*
            $(
                #[doc = $all_doc]
                $all_vis fn $bind_all<__R: $crate::path::EntityReference>(
                    self,
                    targets: impl $crate::__private::IntoIterator<Item = __R>,
                ) -> Self {
                    $crate::__private::setters::bind_all(self, $all_number, targets)
                }
            )*
            $(
                #[doc = $unbind_doc]
                $unbind_vis fn $unbind(self) -> Self {
                    $crate::__private::setters::unbind(self, $unbind_number)
                }
            )*
            $(
                /// Sets a member that the type does not declare.
                $dynamic_vis fn $dynamic(
                    self,
                    name: &str,
                    value: impl $crate::model::IntoDynamicProperty<$map>,
                ) -> Self {
                    $crate::__private::set_dynamic::<Self, $map, _>(self, name, &value)
                }

                /// Sets a member that the type does not declare to null.
                $dynamic_vis fn $clear_dynamic(self, name: &str) -> Self {
                    $crate::__private::setters::clear_dynamic(self, name)
                }
            )?
            $($base)*

            /// Whether nothing is set.
            #[must_use]
            $vis fn is_empty(&self) -> bool {
                self.0.is_empty()
            }

            $(
                /// Leaves `@odata.type` out of the document's root, for the endpoints that refuse it there.
                $vis fn without_type(self) -> Self {
                    $crate::__private::setters::without_type(self)
                }

                /// The request that sends this patch to the entity at `path`.
                $vis fn at(
                    self,
                    path: &impl $crate::path::PathTo<$entity>,
                ) -> $crate::http::RequestBuilder<$crate::http::Updated<$entity>> {
                    $crate::http::RequestBuilder::patch(path, self)
                }
            )?
        }

        #[automatically_derived]
        impl $crate::__private::Patch for $patch {
            type Of = $ident;

            fn document(&self) -> &$crate::__private::PatchDocument {
                &self.0
            }

            fn into_document(self) -> $crate::__private::PatchDocument {
                self.0
            }

            fn from_document(document: $crate::__private::PatchDocument) -> Self {
                Self(document)
            }
        }

        #[automatically_derived]
        impl $crate::__private::Serialize for $patch {
            fn serialize<__S: $crate::__private::Serializer>(
                &self,
                serializer: __S,
            ) -> $crate::__private::Result<__S::Ok, __S::Error> {
                $crate::__private::Serialize::serialize(&self.0, serializer)
            }
        }

        #[automatically_derived]
        impl $crate::__private::AcceptsPatchOf<$ident> for $ident {}

        #[automatically_derived]
        impl<__P: $crate::__private::AcceptsPatchOf<$ident>> $crate::patch::IntoProperty<__P> for $patch {
            fn write_value(&self, json: &mut $crate::__private::Vec<u8>) -> $crate::__private::JsonResult {
                self.0.write_json(json)
            }
        }

        impl $ident {
            #[doc = $starts]
            $vis fn patch() -> $patch {
                $crate::__private::start_patch::<Self>()
            }

            /// The smallest patch that turns `before` into this value.
            $vis fn changes_since(&self, before: &Self) -> $patch {
                $crate::__private::StructuredType::changes_since(self, before)
            }
        }
    };
}

/// The functions of an entity type that start a request or read its response.
#[doc(hidden)]
#[macro_export]
macro_rules! __entity {
    (
        $vis:vis $ident:ident;
        get $get:literal list $list:literal create $create:literal delete $delete:literal
    ) => {
        #[allow(dead_code, reason = "a program need not use every method")]
        impl $ident {
            #[doc = $get]
            $vis fn get() -> $crate::query::Query<Self, $crate::query::OneEntity> {
                $crate::query::Query::new()
            }

            #[doc = $list]
            $vis fn list() -> $crate::query::Query<Self, $crate::query::EntityCollection> {
                $crate::query::Query::new()
            }

            #[doc = $create]
            $vis fn create(entity: &Self) -> $crate::http::NewEntity<Self> {
                $crate::http::NewEntity::new(entity)
            }

            #[doc = $delete]
            $vis fn delete(path: &impl $crate::path::PathTo<Self>) -> $crate::http::RequestBuilder<()> {
                $crate::http::RequestBuilder::delete(path)
            }

            /// Reads the response to an update of this entity.
            ///
            /// # Errors
            ///
            /// If the status is not a success, or the body is not of this type.
            $vis fn from_response(
                response: $crate::__private::Response<impl $crate::__private::AsRef<[u8]>>,
            ) -> $crate::__private::Result<$crate::http::Updated<Self>, $crate::http::ResponseError> {
                $crate::http::FromResponse::from_response(response)
            }
        }
    };
}

/// A path as a type, with a field for each placeholder of its template.
#[doc(hidden)]
#[macro_export]
macro_rules! __resource_path {
    (
        #[doc = $doc:literal]
        $vis:vis $path:ident [$($position:literal $placeholder:literal $field:ident $field_doc:literal)+]
        $count:literal of [$($literal:literal)*];
        $(to $entity:ident;)?
        $(collection of $of:ident;)?
    ) => {
        #[doc = $doc]
        #[derive(
            $crate::__private::Clone,
            $crate::__private::Copy,
            $crate::__private::Debug,
            $crate::__private::PartialEq,
        )]
        $vis struct $path<'a> {
            $(
                #[doc = $field_doc]
                pub $field: &'a str,
            )+
        }

        #[automatically_derived]
        impl $crate::path::ResourcePath for $path<'_> {
            type Values = [$crate::__private::String; $count];
            type At<'__v> = $path<'__v>;

            const TEMPLATE: &'static $crate::path::PathTemplate =
                &$crate::path::PathTemplate::new(&[$($literal),*], &[$($placeholder),*]);

            fn value(&self, position: usize) -> &str {
                match position {
                    $($position => self.$field,)+
                    _ => "",
                }
            }

            fn at(values: &[$crate::__private::String; $count]) -> $path<'_> {
                let [$($field),+] = values;
                $path { $($field),+ }
            }
        }

        #[automatically_derived]
        impl $crate::__private::Display for $path<'_> {
            fn fmt(&self, f: &mut $crate::__private::Formatter<'_>) -> $crate::__private::FmtResult {
                $crate::__private::display_path(self, f)
            }
        }

        $(
            #[automatically_derived]
            impl $crate::path::PathTo<$entity> for $path<'_> {}

            #[allow(dead_code, reason = "a program need not use every method")]
            impl $path<'_> {
                /// Reads a path from its string form, or from a URL such as an `@odata.id`.
                ///
                /// # Errors
                ///
                /// When the string does not match the template, or a value is empty or not UTF-8.
                pub fn parse(
                    text: &str,
                ) -> $crate::__private::Result<$crate::path::ParsedPath<Self>, $crate::path::PathError> {
                    <Self as $crate::path::ResourcePath>::parse(text)
                }
            }
        )?

        $(
            #[automatically_derived]
            impl $crate::path::CollectionPath for $path<'_> {
                type Entity = $of<'static>;
            }
        )?
    };
}

/// A path without placeholders.
#[doc(hidden)]
#[macro_export]
macro_rules! __fixed_path {
    (#[doc = $doc:literal] $vis:vis $path:ident [$($literal:literal)*]; $(to $entity:ident;)? $(collection of $of:ident;)?) => {
        #[doc = $doc]
        #[derive(
            $crate::__private::Clone,
            $crate::__private::Copy,
            $crate::__private::Debug,
            $crate::__private::PartialEq,
        )]
        $vis struct $path;

        #[automatically_derived]
        impl $crate::path::ResourcePath for $path {
            type Values = [$crate::__private::String; 0];
            type At<'__v> = $path;

            const TEMPLATE: &'static $crate::path::PathTemplate =
                &$crate::path::PathTemplate::new(&[$($literal),*], &[]);

            fn value(&self, _: usize) -> &'static str {
                ""
            }

            fn at(_: &[$crate::__private::String; 0]) -> $path {
                $path
            }
        }

        #[automatically_derived]
        impl $crate::__private::Display for $path {
            fn fmt(&self, f: &mut $crate::__private::Formatter<'_>) -> $crate::__private::FmtResult {
                $crate::__private::display_path(self, f)
            }
        }

        $(
            #[automatically_derived]
            impl $crate::path::PathTo<$entity> for $path {}

            #[allow(dead_code, reason = "a program need not use every method")]
            impl $path {
                /// Reads a path from its string form, or from a URL such as an `@odata.id`.
                ///
                /// # Errors
                ///
                /// When the string does not match the template.
                pub fn parse(
                    text: &str,
                ) -> $crate::__private::Result<$crate::path::ParsedPath<Self>, $crate::path::PathError> {
                    <Self as $crate::path::ResourcePath>::parse(text)
                }
            }
        )?

        $(
            #[automatically_derived]
            impl $crate::path::CollectionPath for $path {
                type Entity = $of<'static>;
            }
        )?
    };
}

/// The path of a collection at the service root, and the constant that is its only value.
#[doc(hidden)]
#[macro_export]
macro_rules! __root_collection {
    (#[doc = $doc:literal] $vis:vis $path:ident of $of:ident;) => {
        #[doc = $doc]
        $vis type $path = $crate::path::RootCollection<$of<'static>>;

        #[doc = $doc]
        #[allow(non_upper_case_globals, reason = "the only value of the type has its name")]
        $vis const $path: $path = $crate::path::RootCollection::new();
    };
}
