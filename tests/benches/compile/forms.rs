//! The three ways to declare a type.

/// A way to declare types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// This crate's attributes, with everything they generate.
    GraphModel,
    /// Serde's two derives, on structs that hold every property of their hierarchy and the tag.
    Serde,
    /// Only the derives of the standard library.
    Plain,
}

impl Form {
    pub(crate) const ALL: [Self; 3] = [Self::GraphModel, Self::Serde, Self::Plain];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::GraphModel => "graph-model",
            Self::Serde => "serde",
            Self::Plain => "plain",
        }
    }

    /// Returns the imports that a program needs to read and write the types.
    pub(crate) fn prelude(self) -> &'static str {
        match self {
            Self::GraphModel => "use graph_model::*;\n",
            Self::Serde => "use serde::{Deserialize, Serialize};\n",
            Self::Plain => "",
        }
    }

    /// Returns the statement that reads and writes one type. A plain type is only created and
    /// formatted.
    pub(crate) fn exercise(self, ident: &str) -> String {
        match self {
            Self::Plain => format!("    out.push_str(&format!(\"{{:?}}\", {ident}::default()));\n"),
            _ => format!("    read_and_write::<{ident}>(&text, &mut out);\n"),
        }
    }

    /// The function that the statements call.
    pub(crate) fn support(self) -> &'static str {
        match self {
            Self::Plain => "",
            _ => {
                "fn read_and_write<T: serde::de::DeserializeOwned + serde::Serialize>(text: &str, out: &mut String) {\n    \
                 if let Ok(value) = serde_json::from_str::<T>(text) {\n        \
                 out.push_str(&serde_json::to_string(&value).unwrap());\n    }\n}\n"
            }
        }
    }
}

/// The whole program around the exercises.
pub(crate) fn program(form: Form, exercises: &str) -> String {
    format!(
        "{}\nfn main() {{\n    #[allow(unused_variables)]\n    \
         let text = std::env::args().nth(1).unwrap_or_else(|| \"{{}}\".to_owned());\n    \
         let mut out = String::new();\n{exercises}    println!(\"{{}}\", out.len());\n}}\n",
        form.support()
    )
}
