namespace Descent.Notebooks;
internal static class Placeholder;
