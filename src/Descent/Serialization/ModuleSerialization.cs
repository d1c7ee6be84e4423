namespace Descent;

/// <summary>Saves and loads a model's weights by <see cref="Safetensors"/>, under PyTorch's names.</summary>
public static class ModuleSerialization
{
    /// <summary>PyTorch's batch normalisation counts batches; nothing here needs the count.</summary>
    private const string BatchCounter = "num_batches_tracked";

    extension(Module module)
    {
        /// <summary>Writes parameters and buffers to a file, in one step.</summary>
        /// <param name="path">The file, usually <c>something.safetensors</c>.</param>
        /// <param name="metadata">Texts to keep with them.</param>
        /// <exception cref="IOException">The file cannot be written.</exception>
        public void Save(string path, IReadOnlyDictionary<string, string>? metadata = null)
        {
            ArgumentNullException.ThrowIfNull(module);
            Safetensors.Save(path, module.State().ToDictionary(pair => pair.Name, pair => pair.Tensor), metadata);
        }

        /// <summary>
        /// Reads parameters and buffers from a file, which must have exactly the model's names and shapes (PyTorch's
        /// <c>num_batches_tracked</c> is passed over); numbers are converted to the model's type. A model that a file does
        /// not fit stays as it was.
        /// </summary>
        /// <param name="path">The file.</param>
        /// <exception cref="InvalidDataException">The file is damaged, or names and shapes do not fit; all misfits are listed.</exception>
        /// <exception cref="FileNotFoundException">No such file.</exception>
        public void Load(string path)
        {
            ArgumentNullException.ThrowIfNull(module);
            var saved = Safetensors.Load(path);
            var state = module.State().ToDictionary(pair => pair.Name, pair => pair.Tensor);
            var faults = new List<string>();
            foreach (var (name, tensor) in state)
            {
                if (!saved.TryGetValue(name, out var other))
                    faults.Add($"missing: '{name}' {tensor.Shape}");
                else if (other.Shape != tensor.Shape)
                    faults.Add($"wrong shape: '{name}' is {other.Shape} in the file, {tensor.Shape} in the model");
            }

            faults.AddRange(saved
                .Where(pair => !state.ContainsKey(pair.Key) && pair.Key != BatchCounter && !pair.Key.EndsWith("." + BatchCounter, StringComparison.Ordinal))
                .Select(pair => $"unexpected: '{pair.Key}' {pair.Value.Shape}"));
            if (faults.Count > 0)
                throw new InvalidDataException($"{Path.GetFileName(path)} does not fit the model {module}:\n  {string.Join("\n  ", faults)}");

            using var recording = NoGrad.Begin();
            foreach (var (name, tensor) in state)
                tensor.CopyFrom(saved[name]);
        }
    }
}
