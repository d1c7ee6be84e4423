using Descent.Benchmarks;

return args switch
{
    ["matmul", .. var rest] => MatMulCommand.Run(rest.Contains("--quick")),
    _ => 1,
};
