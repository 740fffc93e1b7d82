//! Finds the properties whose values would contain themselves, and so have to be boxed.
//!
//! A type holds its base and its single complex values by value. A property is boxed if the type of
//! its value leads back to the type that declares the property, so that both are in one strongly
//! connected component.

use std::collections::HashMap;

use super::selection::Selection;

/// The components of each type, and of its values together with the values of derived types.
pub(super) struct Recursion<'m> {
    itself: HashMap<&'m str, usize>,
    or_derived: HashMap<&'m str, usize>,
}

impl<'m> Recursion<'m> {
    pub(super) fn of(selection: &Selection<'m>) -> Self {
        let names: Vec<&str> = selection.structured().map(|ty| ty.name.as_str()).collect();
        let count = names.len();
        let number: HashMap<&str, usize> = names
            .iter()
            .enumerate()
            .map(|(number, name)| (*name, number))
            .collect();
        // Each type has two nodes: one for the type itself, and one for "a value of it or of a type
        // derived from it". All nodes of the second kind come after the nodes of the first kind.
        let mut edges = vec![Vec::new(); 2 * count];
        for (ty, declaration) in selection.structured().enumerate() {
            edges[count + ty].push(ty);
            if let Some(&base) = declaration
                .base
                .as_deref()
                .and_then(|base| number.get(base))
            {
                edges[ty].push(base);
                edges[count + base].push(count + ty);
            }
            let held = declaration.properties.iter();
            for property in
                held.filter(|property| !property.is_navigation() && !property.collection)
            {
                edges[ty].extend(number.get(property.ty.as_str()).map(|held| count + held));
            }
        }
        let components = components(&edges);
        let of = |first: usize| {
            names
                .iter()
                .copied()
                .zip(components[first..].iter().copied())
                .collect()
        };
        Self {
            itself: of(0),
            or_derived: of(count),
        }
    }

    /// Whether a value of `ty`, or of a type derived from it, leads back to `owner`, which holds it.
    pub(super) fn leads_back(&self, owner: &str, ty: &str) -> bool {
        match (self.itself.get(owner), self.or_derived.get(ty)) {
            (Some(owner), Some(held)) => owner == held,
            _ => false,
        }
    }
}

/// The strongly connected component of each node (Kosaraju's algorithm, without recursion).
fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut reversed = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        for &to in targets {
            reversed[to].push(from);
        }
    }
    let mut component = vec![usize::MAX; edges.len()];
    let mut finished = finishing_order(edges);
    while let Some(root) = finished.pop() {
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            if component[node] == usize::MAX {
                component[node] = root;
                open.extend(&reversed[node]);
            }
        }
    }
    component
}

fn finishing_order(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut seen = vec![false; edges.len()];
    let mut order = Vec::new();
    for start in 0..edges.len() {
        // Each entry is a node and the number of its edges that have been followed.
        let mut path = vec![(start, 0)];
        while let Some((node, followed)) = path.pop() {
            if followed == 0 && std::mem::replace(&mut seen[node], true) {
                continue;
            }
            match edges[node].get(followed) {
                Some(&next) => path.extend([(node, followed + 1), (next, 0)]),
                None => order.push(node),
            }
        }
    }
    order
}
