//! Paths as types.

/// A path as a type, with a field for each placeholder of its template.
#[doc(hidden)]
#[macro_export]
macro_rules! __resource_path {
    (
        #[$mark:meta]
        #[doc = $doc:literal]
        $vis:vis $path:ident [$($position:literal $placeholder:literal $field:ident)+]
        $count:literal of [$($literal:literal)*];
        $(to $entity:ident, $parse:ident;)?
        $(collection of $of:ident;)?
    ) => {
        #[doc = $doc]
        $vis struct $path<'a> {
            $(
                /// The value of the placeholder.
                pub $field: &'a str,
            )+
        }

        #[automatically_derived]
        impl $crate::__private::Copy for $path<'_> {}

        #[automatically_derived]
        impl $crate::__private::Clone for $path<'_> {
            fn clone(&self) -> Self {
                *self
            }
        }

        #[automatically_derived]
        impl $crate::__private::Debug for $path<'_> {
            fn fmt(&self, f: &mut $crate::__private::Formatter<'_>) -> $crate::__private::FmtResult {
                $crate::__private::debug_path($crate::__private::stringify!($path), self, f)
            }
        }

        #[automatically_derived]
        impl $crate::__private::PartialEq for $path<'_> {
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::is_same_path(self, other)
            }
        }

        #[automatically_derived]
        impl $crate::__private::Eq for $path<'_> {}

        #[$mark]
        impl $crate::path::ResourcePath for $path<'_> {
            $(type Target = $entity;)?
            $(type Target = $crate::path::Collection<<$of<'static> as $crate::path::ResourcePath>::Target>;)?
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

        #[$mark]
        impl $crate::__private::Display for $path<'_> {
            fn fmt(&self, f: &mut $crate::__private::Formatter<'_>) -> $crate::__private::FmtResult {
                $crate::__private::display_path(self, f)
            }
        }

        $(
            #[allow(dead_code, deprecated, reason = "a program need not use every method")]
            impl $path<'_> {
                /// Reads a path from its string form, or from a URL such as an `@odata.id`.
                ///
                /// # Errors
                ///
                /// Returns an error if the string does not match the template, or if a value is
                /// empty or not UTF-8.
                pub fn $parse(
                    text: &str,
                ) -> $crate::__private::Result<$crate::path::ParsedPath<Self>, $crate::path::PathError> {
                    <Self as $crate::path::ResourcePath>::parse(text)
                }
            }
        )?
    };
}

/// A path without placeholders.
#[doc(hidden)]
#[macro_export]
macro_rules! __fixed_path {
    (#[$mark:meta] #[doc = $doc:literal] $vis:vis $path:ident [$($literal:literal)*]; $(to $entity:ident, $parse:ident;)? $(collection of $of:ident;)?) => {
        #[doc = $doc]
        #[derive(
            $crate::__private::Clone,
            $crate::__private::Copy,
            $crate::__private::Debug,
            $crate::__private::PartialEq,
            $crate::__private::Eq,
        )]
        $vis struct $path;

        #[$mark]
        impl $crate::path::ResourcePath for $path {
            $(type Target = $entity;)?
            $(type Target = $crate::path::Collection<<$of<'static> as $crate::path::ResourcePath>::Target>;)?
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

        #[$mark]
        impl $crate::__private::Display for $path {
            fn fmt(&self, f: &mut $crate::__private::Formatter<'_>) -> $crate::__private::FmtResult {
                $crate::__private::display_path(self, f)
            }
        }

        $(
            #[allow(dead_code, deprecated, reason = "a program need not use every method")]
            impl $path {
                /// Reads a path from its string form, or from a URL such as an `@odata.id`.
                ///
                /// # Errors
                ///
                /// Returns an error if the string does not match the template.
                pub fn $parse(
                    text: &str,
                ) -> $crate::__private::Result<$crate::path::ParsedPath<Self>, $crate::path::PathError> {
                    <Self as $crate::path::ResourcePath>::parse(text)
                }
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

        /// The path as a value.
        #[allow(non_upper_case_globals, reason = "the only value of the type has its name")]
        $vis const $path: $path = $crate::path::RootCollection::new();
    };
}
