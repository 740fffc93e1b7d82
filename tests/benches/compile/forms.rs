//! The three ways to declare a type.

/// How types are declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// This crate's attributes, with everything they generate.
    GraphModel,
    /// Serde's two derives, on structs that hold every property of their hierarchy and the tag.
    Serde,
    /// No derive beyond the standard library's.
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

    /// What a program needs that reads and writes the types.
    pub(crate) fn prelude(self) -> &'static str {
        match self {
            Self::GraphModel => "use graph_model::*;\n",
            Self::Serde => "use serde::{Deserialize, Serialize};\n",
            Self::Plain => "",
        }
    }

    /// The statement that reads and writes one type; a plain type is only made and shown.
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
